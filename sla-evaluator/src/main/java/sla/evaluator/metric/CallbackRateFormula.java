package sla.evaluator.metric;

import sla.model.agreement.Population;
import sla.model.agreement.Unit;
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
}
