package sla.local.check;

import java.io.PrintStream;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;

/** What each rule gives, each charge comes to and which alerts are raised, with the sentence that tells how. */
final class WorkedLines {
    private WorkedLines() {}

    static void print(Evaluation evaluation, PrintStream out) {
        for (Line line : evaluation.lines()) {
            String gives = line.points() == null
                    ? line.amount().toString()
                    : line.points().toPlainString() + " points";
            out.printf("%s gives %s%n    %s%n", line.rule(), gives, line.sentence());
        }
        for (ChargeLine charge : evaluation.charges()) {
            out.printf("%s charges %s%n    %s%n", charge.charge(), charge.amount(), charge.sentence());
        }
        evaluation
                .alerts()
                .forEach(alert -> out.printf(
                        "%s is %s%n    %s%n",
                        alert.alert(), alert.raised() ? "raised" : "not raised", alert.sentence()));
        evaluation
                .reliefs()
                .forEach(relief -> out.printf("%s (%s)%n    %s%n", relief.id(), relief.kind(), relief.sentence()));
        out.printf(
                "bonus %s, malus %s%s%n",
                evaluation.bonus(),
                evaluation.malus(),
                evaluation.charged() == null ? "" : ", charged " + evaluation.charged());
    }
}
