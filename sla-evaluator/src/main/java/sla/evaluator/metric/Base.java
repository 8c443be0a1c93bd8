package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.Population;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** The contacts of which a share is taken. */
final class Base {
    private Base() {}

    static Sum of(Population population, Counts counts) {
        return switch (population) {
            case ANSWERED -> Sum.of("answered", counts.contacts(Outcome.ANSWERED));
            case OFFERED -> Sum.of("offered", Offered.sum(counts::contacts));
        };
    }

    /** Why nothing is measured without them. */
    static String none(Population population) {
        return switch (population) {
            case ANSWERED -> "no contacts were answered";
            case OFFERED -> "no contacts were offered";
        };
    }

    /** Why the contact is not one of them. */
    static Optional<Why> why(Population population, OneRecord.Contact contact) {
        return switch (population) {
            case ANSWERED ->
                contact.is(Outcome.ANSWERED) ? Optional.empty() : Optional.of(contact.notOne("answered contacts"));
            case OFFERED ->
                contact.outcome().offered() ? Optional.empty() : Optional.of(contact.notOne("offered contacts"));
        };
    }
}
