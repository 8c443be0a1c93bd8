package sla.evaluator.tally;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** In which partitions facts can lie: those of the month of UTC in which they occurred. */
final class FactMonths {
    /** Nothing of a contact lies further behind its offer: intake refuses it. */
    static final Duration LONGEST_CONTACT = Duration.ofDays(31);

    private FactMonths() {}

    /** A condition on facts that occurred within a span. */
    static String within(String fact, Instant fromInclusive, Instant toExclusive) {
        return fact + ".month >= date '" + first(fromInclusive) + "' and " + before(fact, toExclusive);
    }

    /** A condition on facts that occurred before a moment. */
    static String before(String fact, Instant toExclusive) {
        return fact + ".month <= date '" + first(toExclusive.minusMillis(1)) + "'";
    }

    /** A literal of SQL. */
    static String moment(Instant instant) {
        return "timestamptz '" + instant + "'";
    }

    private static LocalDate first(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
