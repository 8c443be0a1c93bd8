package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import sla.model.agreement.Attribution;

/** One table's rows by one attribution: what is compared or made anew at a time. */
record CountStep(CountTable counts, Attribution attribution) {
    static List<CountStep> all(Connection connection) throws SQLException {
        List<CountStep> steps = new ArrayList<>();
        for (Attribution attribution : CountsInUse.attributions(connection)) {
            for (CountTable counts : CountTable.values()) {
                if (counts.has(attribution)) {
                    steps.add(new CountStep(counts, attribution));
                }
            }
        }
        return steps;
    }

    String name() {
        return counts.table + " by " + DifferenceWords.label(attribution);
    }
}
