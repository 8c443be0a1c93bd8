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
            text.append(cap(cap, amount.currency()));
        }
        return text.append(". Amount: ").append(amount).append('.').toString();
    }

    /** A cap, what is used of it and what is left have no sign: the ledger is named. Amounts of malus have a minus. */
    private static String cap(Line.CapStep cap, String currency) {
        return ". The %s cap %s of %s has %s used before, so %s of it is left"
                .formatted(
                        cap.before().signum() < 0 ? "malus" : "bonus",
                        cap.cap(),
                        Money.rounded(cap.limit(), currency),
                        Money.rounded(cap.usedBefore(), currency),
                        Money.rounded(cap.after().abs(), currency));
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
