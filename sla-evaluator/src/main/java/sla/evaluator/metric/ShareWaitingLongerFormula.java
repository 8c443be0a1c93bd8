package sla.evaluator.metric;

import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Unit;
import sla.model.event.Outcome;

/** Contacts that waited longer than a limit / contacts (domain: over 2 min, over 90 s, each call over 10 min). */
final class ShareWaitingLongerFormula {
    private ShareWaitingLongerFormula() {}

    static MetricResult measure(ShareWaitingLonger metric, Counts counts) {
        String options = "within limit: " + metric.within().describe();
        return switch (metric.of()) {
            case ANSWERED -> {
                Sum answered = Sum.of("answered", counts.contacts(Outcome.ANSWERED));
                yield new Fraction(
                                answered.minus(
                                        "answeredWithinLimit",
                                        counts.contactsWithin(Outcome.ANSWERED, metric.within())),
                                answered,
                                Unit.PERCENT,
                                options,
                                "no contacts were answered")
                        .result();
            }
            case OFFERED -> {
                Sum offered = Sum.of("offered", Offered.sum(counts::contacts));
                yield new Fraction(
                                offered.minus(
                                        "offeredWithinLimit",
                                        Offered.sum(outcome -> counts.contactsWithin(outcome, metric.within()))),
                                offered,
                                Unit.PERCENT,
                                options,
                                "no contacts were offered")
                        .result();
            }
        };
    }
}
