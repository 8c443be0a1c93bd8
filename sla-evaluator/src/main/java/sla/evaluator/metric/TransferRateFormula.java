package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;

/** Transferred / answered or offered. Agents transfer what they answered, so the base changes the share. */
final class TransferRateFormula {
    private TransferRateFormula() {}

    static MetricResult measure(TransferRate metric, Counts counts) {
        return new Fraction(
                        Sum.of("transferred", counts.transferred()),
                        Base.of(metric.of(), counts),
                        Unit.PERCENT,
                        "",
                        Base.none(metric.of()))
                .result();
    }

    static Optional<Why> why(TransferRate metric, OneRecord.Contact contact) {
        return Base.why(metric.of(), contact)
                .or(() -> Optional.of(new Why(Why.Reason.NOT_TRANSFERRED, "It was not transferred.")));
    }
}
