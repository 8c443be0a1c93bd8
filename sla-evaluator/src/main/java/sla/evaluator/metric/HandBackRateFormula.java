package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;

/** Handed back to the buyer / answered or offered: the buyer pays twice for these (inhouse). */
final class HandBackRateFormula {
    private HandBackRateFormula() {}

    static MetricResult measure(HandBackRate metric, Counts counts) {
        return new Fraction(
                        Sum.of("handedBack", counts.handedBack()),
                        Base.of(metric.of(), counts),
                        Unit.PERCENT,
                        "",
                        Base.none(metric.of()))
                .result();
    }

    static Optional<Why> why(HandBackRate metric, OneRecord.Contact contact) {
        return Base.why(metric.of(), contact)
                .or(() -> Optional.of(new Why(Why.Reason.NOT_HANDED_BACK, "It was not handed back.")));
    }
}
