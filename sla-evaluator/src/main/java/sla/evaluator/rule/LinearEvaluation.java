package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.LinearRule;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/**
 * An amount for each unit of distance from an edge. Waste collector's call centre (R2): below 15 s +500 per second,
 * above 30 s −500 per second; exactly 15 s and exactly 30 s pay nothing.
 */
final class LinearEvaluation {
    private LinearEvaluation() {}

    static RuleOutcome of(LinearRule rule, KpiValue value) {
        LinearRule.Slope below = rule.below();
        LinearRule.Slope above = rule.above();
        if (below != null && value.ratio().compareTo(Ratio.of(below.edge())) < 0) {
            return slope(
                    below,
                    Ratio.of(below.edge()).minus(value.ratio()),
                    "below ",
                    number(below) + " − " + value.number(),
                    value);
        }
        if (above != null && value.ratio().compareTo(Ratio.of(above.edge())) > 0) {
            return slope(
                    above,
                    value.ratio().minus(Ratio.of(above.edge())),
                    "above ",
                    value.number() + " − " + number(above),
                    value);
        }
        return new RuleOutcome(Ratio.ZERO, neutral(rule, value.unit()), "nothing is paid there");
    }

    private static RuleOutcome slope(
            LinearRule.Slope slope, Ratio distance, String side, String difference, KpiValue value) {
        Ratio amount = distance.dividedBy(Ratio.of(slope.per())).times(Ratio.of(slope.amount()));
        String steps = slope.per().compareTo(BigDecimal.ONE) == 0
                ? "(" + difference + ")"
                : "(" + difference + ") / " + slope.per().toPlainString();
        return new RuleOutcome(
                amount,
                side + KpiValue.words(number(slope), value.unit()),
                steps + " × " + slope.amount().toPlainString() + " " + Amounts.equalTo(amount));
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
