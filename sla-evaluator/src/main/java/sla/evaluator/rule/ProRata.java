package sla.evaluator.rule;

import sla.model.agreement.BandsRule;
import sla.model.agreement.Bases;
import sla.model.agreement.Kpi;
import sla.model.agreement.LinearRule;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleShares;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** The share of a whole period's amounts that part of a period gets, by days. */
record ProRata(Period.Part part) {
    Ratio share() {
        return Ratio.of(part.days(), part.of());
    }

    /**
     * Amounts of a period are shared out; what is paid for each event, or for another span of days, is not, and what is
     * charged in a part is the part's already.
     */
    boolean concerns(Rule rule, Kpi kpi, Bases bases) {
        boolean perEvent = kpi.addsUp() && (rule instanceof LinearRule || rule instanceof BandsRule);
        return kpi.oncePerPeriod() && !perEvent && !RuleShares.ofThePart(rule, bases);
    }

    Ratio of(Ratio amount) {
        return amount.times(share());
    }

    /** {@code 17 / 31}. */
    String words() {
        return part.days() + " / " + part.of();
    }

    /** {@code . Pro rata for 17 of 31 days: -5000 × 17 / 31 ≈ -2741.935484}. */
    String sentence(Ratio amount) {
        return ". Pro rata for " + days() + ": " + working(amount);
    }

    /** {@code -5000 × 17 / 31 ≈ -2741.935484}. */
    String working(Ratio whole) {
        return Amounts.decimal(whole) + " × " + words() + " " + Amounts.equalTo(of(whole));
    }

    /** {@code 17 of 31 days}. */
    String days() {
        return part.days() + " of " + part.of() + " days";
    }
}
