package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
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
        return switch (rule.mode()) {
            case REPLACE -> replacing(rule, value, bases);
            case ADD -> adding(rule, value, bases);
        };
    }

    /** All tiers that hold the value: above 3 % −2,500, and above 5 % another −2,500. */
    private static RuleOutcome adding(TiersRule rule, KpiValue value, Bases bases) {
        List<TiersRule.Tier> holding = rule.tiers().stream()
                .filter(tier -> tier.band().contains(value.ratio()))
                .toList();
        if (holding.isEmpty()) {
            return fixed(rule.otherwise() == null ? BigDecimal.ZERO : rule.otherwise(), "in no tier");
        }
        Ratio sum = holding.stream().map(bases::worth).reduce(Ratio.ZERO, Ratio::plus);
        return new RuleOutcome(
                sum,
                holding.stream()
                        .map(tier -> tier.band().describe(value.unit().symbol()))
                        .collect(Collectors.joining(", and also ")),
                holding.stream().map(bases::working).collect(Collectors.joining(" + ")) + " " + Amounts.equalTo(sum));
    }

    private static RuleOutcome replacing(TiersRule rule, KpiValue value, Bases bases) {
        for (TiersRule.Tier tier : rule.tiers()) {
            if (tier.band().contains(value.ratio())) {
                String step = tier.band().describe(value.unit().symbol());
                BigDecimal amount = tier.amount();
                return amount == null ? share(tier, step, bases) : fixed(amount, step);
            }
        }
        return fixed(value.inNoTier(rule, rule.otherwise()), "in no tier");
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
