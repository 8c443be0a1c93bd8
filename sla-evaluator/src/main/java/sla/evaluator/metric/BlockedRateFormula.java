package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Refused / offered, or / all that came to the queue. What was refused was never offered. */
final class BlockedRateFormula {
    private BlockedRateFormula() {}

    static MetricResult measure(BlockedRate metric, Counts counts) {
        long refused = counts.contacts(Outcome.REFUSED);
        Sum offered = Base.of(Population.OFFERED, counts);
        return switch (metric.of()) {
            case OFFERED ->
                new Fraction(Sum.of("refused", refused), offered, Unit.PERCENT, "", Base.none(Population.OFFERED))
                        .result();
            case OFFERED_AND_REFUSED ->
                new Fraction(
                                Sum.of("refused", refused),
                                offered.plus("refused", refused),
                                Unit.PERCENT,
                                "",
                                "no contacts were offered or refused")
                        .result();
        };
    }

    static Optional<Why> why(BlockedRate metric, OneRecord.Contact contact) {
        if (contact.is(Outcome.REFUSED)) {
            return metric.of() == BlockedRate.Base.OFFERED ? Base.why(Population.OFFERED, contact) : Optional.empty();
        }
        return Optional.of(
                contact.outcome().offered()
                        ? new Why(Why.Reason.OUTCOME, contact.was() + " and not refused.")
                        : contact.notOne("refused and offered contacts"));
    }
}
