package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Abandoned / offered, with the contract's short limit (domain: below 5 s excluded, only after 60 s, or all). */
final class AbandonmentRateFormula {
    private AbandonmentRateFormula() {}

    static MetricResult measure(AbandonmentRate metric, Counts counts) {
        Sum abandoned = Sum.of("abandoned", counts.contacts(Outcome.ABANDONED));
        Sum offered = Sum.of("offered", Offered.sum(counts::contacts));
        WaitBound limit = metric.shortAbandon();
        if (limit == null) {
            return new Fraction(abandoned, offered, Unit.PERCENT, "", "no contacts were offered").result();
        }
        long shortAbandoned = counts.contactsWithin(Outcome.ABANDONED, limit);
        return new Fraction(
                        abandoned.minus("shortAbandoned", shortAbandoned),
                        metric.shortInDenominator() ? offered : offered.minus("shortAbandoned", shortAbandoned),
                        Unit.PERCENT,
                        "short abandoned: " + limit.describe(),
                        "no contacts were offered, short abandons left out")
                .result();
    }

    static Optional<Why> why(AbandonmentRate metric, OneRecord.Contact contact) {
        WaitBound limit = metric.shortAbandon();
        if (contact.is(Outcome.ABANDONED)) {
            return limit != null && contact.within(limit)
                    ? Optional.of(new Why(
                            Why.Reason.SHORT_ABANDON,
                            contact.was() + " " + contact.afterWait() + ", a short abandon: " + limit.describe()
                                    + "; such are "
                                    + (metric.shortInDenominator() ? "not counted as abandoned." : "left out.")))
                    : Optional.empty();
        }
        return Base.why(Population.OFFERED, contact)
                .or(() -> Optional.of(new Why(Why.Reason.OUTCOME, contact.was() + " and not abandoned.")));
    }
}
