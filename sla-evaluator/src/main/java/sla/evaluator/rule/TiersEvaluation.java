package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.Bases;
import sla.model.agreement.TiersRule;
import sla.model.number.Ratio;

/**
 * A fixed amount for the tier that holds the value. State health exchange (R1): abandonment above 3 % −2,500, above 5 %
 * −5,000 instead; exactly 3 % costs nothing, exactly 5 % costs 2,500.
 */
final class TiersEvaluation {
    private TiersEvaluation() {}

    static RuleOutcome of(TiersRule rule, KpiValue value, Bases bases) {
        for (TiersRule.Tier tier : rule.tiers()) {
            if (tier.band().contains(value.ratio())) {
                String step = tier.band().describe(value.unit().symbol());
                BigDecimal amount = tier.amount();
                return amount == null ? share(tier, step, bases) : fixed(amount, step);
            }
        }
        if (rule.otherwise() == null) {
            throw new IllegalStateException("The tiers of " + rule.id() + " have a hole at " + value.number()
                    + "; the agreement's self-check refuses that");
        }
        return fixed(rule.otherwise(), "in no tier");
    }

    private static RuleOutcome share(TiersRule.Tier tier, String step, Bases bases) {
        Ratio amount = bases.worth(tier);
        return new RuleOutcome(
                amount, step, bases.words(tier) + ": " + bases.working(tier) + " " + Amounts.equalTo(amount));
    }

    private static RuleOutcome fixed(BigDecimal amount, String step) {
        return new RuleOutcome(Ratio.of(amount), step, "fixed amount " + amount.toPlainString());
    }
}
