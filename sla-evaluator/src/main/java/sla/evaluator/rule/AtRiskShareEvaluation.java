package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.AtRiskShareRule;
import sla.model.number.Ratio;

/**
 * A share of an at-risk amount is lost by tier. City health plan (R5): of 20,000, 25 % at 46 to 48 s, 50 % at 49 to 51
 * s, all from 55 s on.
 */
final class AtRiskShareEvaluation {
    private AtRiskShareEvaluation() {}

    static RuleOutcome of(AtRiskShareRule rule, KpiValue value) {
        for (AtRiskShareRule.Tier tier : rule.tiers()) {
            if (tier.band().contains(value.ratio())) {
                return lost(
                        rule,
                        tier.sharePercent(),
                        tier.band().describe(value.unit().symbol()));
            }
        }
        return lost(rule, value.inNoTier(rule, rule.otherwise()), "in no tier");
    }

    private static RuleOutcome lost(AtRiskShareRule rule, BigDecimal share, String step) {
        Ratio amount = rule.loss(share);
        return new RuleOutcome(
                amount,
                step,
                "%s %% of %s at risk is lost: -%s × %s / 100 %s"
                        .formatted(
                                share.toPlainString(),
                                rule.atRiskAmount().toPlainString(),
                                rule.atRiskAmount().toPlainString(),
                                share.toPlainString(),
                                Amounts.equalTo(amount)));
    }
}
