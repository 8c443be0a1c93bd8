package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Callbacks requested / offered. */
final class CallbackRateFormula {
    private CallbackRateFormula() {}

    static MetricResult measure(Counts counts) {
        return new Fraction(
                        Sum.of("callbackRequested", counts.contacts(Outcome.CALLBACK_REQUESTED)),
                        Base.of(Population.OFFERED, counts),
                        Unit.PERCENT,
                        "",
                        Base.none(Population.OFFERED))
                .result();
    }

    static Optional<Why> why(OneRecord.Contact contact) {
        return Base.why(Population.OFFERED, contact)
                .or(() -> Optional.of(
                        new Why(Why.Reason.OUTCOME, contact.was() + " and not with the wish to be called back.")));
    }
}
