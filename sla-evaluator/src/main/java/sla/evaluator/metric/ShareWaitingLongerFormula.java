package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.Population;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Unit;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Contacts that waited longer than a limit / contacts (domain: over 2 min, over 90 s, each call over 10 min). */
final class ShareWaitingLongerFormula {
    private ShareWaitingLongerFormula() {}

    static MetricResult measure(ShareWaitingLonger metric, Counts counts) {
        return new Fraction(
                        longer(metric.within(), metric.of(), counts),
                        Base.of(metric.of(), counts),
                        Unit.PERCENT,
                        options(metric.within()),
                        Base.none(metric.of()))
                .result();
    }

    /** All less those that did not wait longer. */
    static Sum longer(WaitBound within, Population of, Counts counts) {
        Sum all = Base.of(of, counts);
        return switch (of) {
            case ANSWERED -> all.minus("answeredWithinLimit", counts.contactsWithin(Outcome.ANSWERED, within));
            case OFFERED ->
                all.minus("offeredWithinLimit", Offered.sum(outcome -> counts.contactsWithin(outcome, within)));
        };
    }

    static String options(WaitBound within) {
        return "within limit: " + within.describe();
    }

    static Optional<Why> why(WaitBound within, OneRecord.Contact contact) {
        return contact.within(within)
                ? Optional.of(new Why(
                        Why.Reason.WAIT,
                        contact.was() + " " + contact.afterWait() + ", within the limit: " + within.describe() + "."))
                : Optional.empty();
    }
}
