package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.Bases;
import sla.model.agreement.LinearRule;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/**
 * An amount for each unit of distance from an edge. Waste collector's call centre (R2): below 15 s +500 per second,
 * above 30 s −500 per second; exactly 15 s and exactly 30 s pay nothing.
 */
final class LinearEvaluation {
    private LinearEvaluation() {}

    static RuleOutcome of(LinearRule rule, KpiValue value, Bases bases) {
        LinearRule.Slope below = rule.below();
        LinearRule.Slope above = rule.above();
        if (below != null && value.ratio().compareTo(Ratio.of(below.edge())) < 0) {
            return slope(
                    below,
                    Ratio.of(below.edge()).minus(value.ratio()),
                    "below ",
                    number(below) + " − " + value.number(),
                    value,
                    bases);
        }
        if (above != null && value.ratio().compareTo(Ratio.of(above.edge())) > 0) {
            return slope(
                    above,
                    value.ratio().minus(Ratio.of(above.edge())),
                    "above ",
                    value.number() + " − " + number(above),
                    value,
                    bases);
        }
        return new RuleOutcome(Ratio.ZERO, neutral(rule, value.unit()), "nothing is paid there");
    }

    private static RuleOutcome slope(
            LinearRule.Slope slope, Ratio distance, String side, String difference, KpiValue value, Bases bases) {
        Ratio amount = slope.paidSteps(distance).times(bases.worth(slope));
        return new RuleOutcome(
                amount,
                side + KpiValue.words(number(slope), value.unit()),
                steps(slope, distance, difference) + " × " + bases.working(slope) + " " + Amounts.equalTo(amount));
    }

    /** {@code (80 − 77.3)}, or {@code (80 − 77.3) = 2.7, of which every started one counts: 3}. */
    private static String steps(LinearRule.Slope slope, Ratio distance, String difference) {
        String steps = slope.per().compareTo(BigDecimal.ONE) == 0
                ? "(" + difference + ")"
                : "(" + difference + ") / " + slope.per().toPlainString();
        String counted = steps + " " + Amounts.equalTo(slope.exactSteps(distance));
        String paid = slope.paidSteps(distance).plain();
        return switch (slope.steps()) {
            case EXACT -> steps;
            case FULL -> counted + ", of which full ones count: " + paid;
            case STARTED -> counted + ", of which every started one counts: " + paid;
        };
    }

    private static String neutral(LinearRule rule, Unit unit) {
        LinearRule.Slope below = rule.below();
        LinearRule.Slope above = rule.above();
        if (below == null) {
            return above == null ? "on no slope" : "at most " + KpiValue.words(number(above), unit);
        }
        return above == null
                ? "at least " + KpiValue.words(number(below), unit)
                : "from " + KpiValue.words(number(below), unit) + " to " + KpiValue.words(number(above), unit);
    }

    private static String number(LinearRule.Slope slope) {
        return slope.edge().toPlainString();
    }
}
