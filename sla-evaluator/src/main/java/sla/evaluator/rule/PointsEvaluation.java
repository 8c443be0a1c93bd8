package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.PointsRule;
import sla.model.number.Ratio;

/** Points for the tier that holds the value. UK model schedule (R7): 98.0 to 98.9 % is 1 point, below 96 % 4. */
final class PointsEvaluation {
    private PointsEvaluation() {}

    /** The amount of the outcome is how many points; they are no money. */
    static RuleOutcome of(PointsRule rule, KpiValue value) {
        for (PointsRule.Tier tier : rule.tiers()) {
            if (tier.band().contains(value.ratio())) {
                return points(tier.points(), tier.band().describe(value.unit().symbol()));
            }
        }
        return points(value.inNoTier(rule, rule.otherwise()), "in no tier");
    }

    private static RuleOutcome points(BigDecimal points, String step) {
        return new RuleOutcome(Ratio.of(points), step, words(points));
    }

    /** {@code 2 points}. */
    static String words(BigDecimal points) {
        return points.toPlainString() + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
    }
}
