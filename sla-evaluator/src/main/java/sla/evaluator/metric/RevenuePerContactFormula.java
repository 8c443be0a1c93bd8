package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;

/** Revenue / contacts of which it is known, or all. */
final class RevenuePerContactFormula {
    private RevenuePerContactFormula() {}

    static MetricResult measure(RevenuePerContact metric, Counts counts) {
        Sum known = Sum.of(counts, Tallied.WITH_REVENUE);
        long unknown = counts.tallied(Tallied.WITHOUT_REVENUE);
        return new Fraction(
                        Sum.of(counts, Tallied.REVENUE),
                        switch (metric.unknown()) {
                            case EXCLUDE -> known;
                            case NOTHING -> known.plus(Tallied.WITHOUT_REVENUE.label(), unknown);
                        },
                        Unit.AMOUNT,
                        "in " + metric.currency() + ", of "
                                + switch (metric.of()) {
                                    case ANSWERED -> "answered contacts";
                                    case OFFERED -> "offered contacts";
                                },
                        "no contacts with a known revenue")
                .result();
    }

    static Optional<Why> why(RevenuePerContact metric, OneRecord.Contact contact) {
        return Base.why(metric.of(), contact)
                .or(() -> contact.counts().tallied(Tallied.WITHOUT_REVENUE) > 0
                        ? Optional.of(new Why(
                                Why.Reason.REVENUE_UNKNOWN, "Its revenue in " + metric.currency() + " is not known."))
                        : Optional.empty());
    }
}
