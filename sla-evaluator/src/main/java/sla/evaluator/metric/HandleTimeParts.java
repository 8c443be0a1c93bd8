package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.Set;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.AverageHandleTime.UnknownParts;
import sla.model.agreement.Population;
import sla.model.evaluation.Why;

/**
 * What all measures of handling time have in common. An unknown part is never taken as 0: an Asterisk queue log has no
 * wrap-up at all, and would look like the fastest vendor.
 */
final class HandleTimeParts {
    private HandleTimeParts() {}

    /** The options: {@code handle time: talk + hold; answered contacts with an unknown part are left out}. */
    static String words(Set<Part> parts, UnknownParts unknown) {
        return "handle time: " + parts.stream().map(HandleTimeParts::words).collect(joining(" + ")) + "; "
                + switch (unknown) {
                    case EXCLUDE -> "answered contacts with an unknown part are left out";
                    case NOT_MEASURED -> "one answered contact with an unknown part makes it not measured";
                };
    }

    /** Why unknown parts leave nothing measured; empty if they do not. */
    static Optional<String> notMeasured(UnknownParts unknown, Counts.HandledContacts handled) {
        if (handled.unknown() > 0 && unknown == UnknownParts.NOT_MEASURED) {
            return Optional.of("a part of the handle time is unknown for " + handled.unknown() + " answered contacts");
        }
        return handled.unknown() > 0 && handled.known() == 0
                ? Optional.of("a part of the handle time is unknown for every answered contact")
                : Optional.empty();
    }

    private static String words(Part part) {
        return switch (part) {
            case TALK -> "talk";
            case HOLD -> "hold";
            case WRAP_UP -> "wrap-up";
        };
    }

    /** @param handled counts of the contact alone */
    static Optional<Why> why(Set<Part> parts, OneRecord.Contact contact, Counts.HandledContacts handled) {
        return Base.why(Population.ANSWERED, contact)
                .or(() -> handled.unknown() > 0
                        ? Optional.of(new Why(
                                Why.Reason.UNKNOWN_PART,
                                "Its handle time ("
                                        + parts.stream()
                                                .map(HandleTimeParts::words)
                                                .collect(joining(" + "))
                                        + ") is not wholly known."))
                        : Optional.empty());
    }
}
