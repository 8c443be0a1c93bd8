package sla.evaluator.rule;

import sla.model.agreement.LinearRule;
import sla.model.agreement.Rule;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** The share of a whole period's amounts that part of a period gets, by days. */
record ProRata(Period.Part part) {
    Ratio share() {
        return Ratio.of(part.days(), part.of());
    }

    /** Amounts of a period are shared out; what is paid for each event, or for another window, is not. */
    boolean concerns(Rule rule, MeasuredKpi kpi) {
        boolean perEvent = rule instanceof LinearRule && kpi.kpi().addsUp();
        return kpi.window().isWholePeriod() && !perEvent;
    }

    Ratio of(Ratio amount) {
        return amount.times(share());
    }

    /** {@code . Pro rata for 17 of 31 days: -5000 × 17 / 31 ≈ -2741.935484}. */
    String sentence(Ratio amount) {
        return ". Pro rata for %d of %d days: %s × %d / %d %s"
                .formatted(
                        part.days(),
                        part.of(),
                        Amounts.decimal(amount),
                        part.days(),
                        part.of(),
                        Amounts.equalTo(of(amount)));
    }
}
