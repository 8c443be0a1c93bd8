package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Self-served / (self-served + offered), with or without those who left in the menu. */
final class SelfServiceRateFormula {
    private SelfServiceRateFormula() {}

    static MetricResult measure(SelfServiceRate metric, Counts counts) {
        long selfServed = counts.contacts(Outcome.SELF_SERVED);
        Sum reached = Sum.of("selfServed", selfServed).plus("offered", Offered.sum(counts::contacts));
        return new Fraction(
                        Sum.of("selfServed", selfServed),
                        switch (metric.leftInMenu()) {
                            case NOT_COUNTED -> reached;
                            case FAILURES -> reached.plus("leftInMenu", counts.contacts(Outcome.LEFT_IN_MENU));
                        },
                        Unit.PERCENT,
                        "",
                        "no contacts were self-served or offered")
                .result();
    }

    static Optional<Why> why(SelfServiceRate metric, OneRecord.Contact contact) {
        if (contact.is(Outcome.SELF_SERVED)) {
            return Optional.empty();
        }
        boolean counts = contact.outcome().offered()
                || (contact.is(Outcome.LEFT_IN_MENU) && metric.leftInMenu() == SelfServiceRate.LeftInMenu.FAILURES);
        return Optional.of(
                counts
                        ? new Why(Why.Reason.OUTCOME, contact.was() + "; it was not self-served.")
                        : contact.notOne("self-served and offered contacts"));
    }
}
