package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.ResponseHours;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;

/** Time from the offer to the first response / contacts with a first response. */
final class FirstResponseTimeFormula {
    private FirstResponseTimeFormula() {}

    static MetricResult measure(FirstResponseTime metric, Counts counts) {
        return new Fraction(
                        Sum.of(counts, Tallied.RESPONSE_MILLIS),
                        Sum.of(counts, Tallied.RESPONDED),
                        Unit.MINUTES,
                        words(metric.hours()),
                        "no contact with a first response")
                .result();
    }

    static String words(ResponseHours hours) {
        return switch (hours) {
            case CALENDAR -> "all hours count";
            case OPENING -> "only opening hours count";
        };
    }

    static Optional<Why> why(OneRecord.Contact contact) {
        return contact.counts().tallied(Tallied.RESPONDED) > 0
                ? Optional.empty()
                : Optional.of(new Why(Why.Reason.NO_RESPONSE, "No first response to it is known."));
    }
}
