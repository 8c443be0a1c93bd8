package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sla.model.agreement.Attribution;

/** One table's rows of judgements by one attribution: what is compared or made anew at a time, in SQL. */
record CountStep(CountTable counts, Attribution attribution) {
    static List<CountStep> ofJudgements(Connection connection) throws SQLException {
        List<CountStep> steps = new ArrayList<>();
        for (Attribution attribution : CountsInUse.attributions(connection)) {
            steps.add(new CountStep(CountTable.QUALITY, attribution));
            steps.add(new CountStep(CountTable.SURVEY, attribution));
        }
        return steps;
    }

    String name() {
        return counts.table + " by " + DifferenceWords.label(attribution);
    }
}
