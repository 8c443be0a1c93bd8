package sla.evaluator.rule;

import java.util.List;
import sla.model.agreement.Unit;
import sla.model.evaluation.Line;
import sla.model.number.Money;
import sla.model.number.Rounding;

/** Tells a line in plain words with all its numbers, so that a pocket calculator suffices to redo it. */
final class Sentence {
    private Sentence() {}

    static String measured(MeasuredKpi kpi, RuleOutcome outcome, List<Line.CapStep> caps, Money amount) {
        StringBuilder text = new StringBuilder(opening(kpi));
        text.append(value(kpi));
        text.append(". That is ").append(outcome.step()).append(": ").append(outcome.computation());
        for (Line.CapStep cap : caps) {
            text.append(". The cap ")
                    .append(cap.cap())
                    .append(" of ")
                    .append(cap.limit().plain())
                    .append(" has ")
                    .append(cap.usedBefore().plain())
                    .append(" used before, so ")
                    .append(Amounts.decimal(cap.after()))
                    .append(" is left of it");
        }
        return text.append(". Amount: ").append(amount).append('.').toString();
    }

    static String notMeasured(MeasuredKpi kpi, String reason, Money amount) {
        return opening(kpi) + "Not measured: " + reason + ". Amount: " + amount + '.';
    }

    private static String opening(MeasuredKpi kpi) {
        return kpi.kpi().title() + ": " + kpi.result().formula() + ". ";
    }

    private static String value(MeasuredKpi kpi) {
        Unit unit = kpi.kpi().metric().unit();
        String exact = kpi.result().working()
                + ' '
                + kpi.exact().map(Amounts::equalTo).orElseThrow()
                + (unit.symbol().isEmpty() ? "" : ' ' + unit.symbol());
        Rounding rounding = kpi.kpi().rounding();
        return rounding == null
                ? exact
                : exact + ", rounded " + rounding.describe() + ": "
                        + KpiValue.words(kpi.shown().orElseThrow().toPlainString(), unit);
    }
}
