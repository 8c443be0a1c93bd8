package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;

/** Contacts whose first response came in time / contacts with a first response, or all that were offered. */
final class ShareRespondedWithinFormula {
    private ShareRespondedWithinFormula() {}

    static MetricResult measure(ShareRespondedWithin metric, Counts counts) {
        return new Fraction(
                        Sum.of(counts, Tallied.RESPONDED_IN_TIME),
                        switch (metric.of()) {
                            case RESPONDED -> Sum.of(counts, Tallied.RESPONDED);
                            case OFFERED -> Sum.of(counts, Tallied.OFFERED);
                        },
                        Unit.PERCENT,
                        "in time: " + metric.within().describe() + "; "
                                + FirstResponseTimeFormula.words(metric.hours()),
                        "no contacts")
                .result();
    }

    static Optional<Why> why(ShareRespondedWithin metric, OneRecord.Contact contact) {
        if (metric.of() == ShareRespondedWithin.Of.OFFERED && !contact.outcome().offered()) {
            return Optional.of(contact.notOne("offered contacts"));
        }
        return FirstResponseTimeFormula.why(contact)
                .or(() -> Optional.of(new Why(
                        Why.Reason.LATE_RESPONSE,
                        "The first response came late; in time is "
                                + metric.within().describe() + "; " + FirstResponseTimeFormula.words(metric.hours())
                                + ".")));
    }
}
