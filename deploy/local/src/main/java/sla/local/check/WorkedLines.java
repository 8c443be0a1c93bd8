package sla.local.check;

import java.io.PrintStream;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;

/** What each rule gives, with the sentence that tells how. */
final class WorkedLines {
    private WorkedLines() {}

    static void print(Evaluation evaluation, PrintStream out) {
        for (Line line : evaluation.lines()) {
            String gives = line.points() == null
                    ? line.amount().toString()
                    : line.points().toPlainString() + " points";
            out.printf("%s gives %s%n    %s%n", line.rule(), gives, line.sentence());
        }
        out.printf("bonus %s, malus %s%n", evaluation.bonus(), evaluation.malus());
    }
}
