package sla.evaluator.metric;

import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.Unit;

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
}
