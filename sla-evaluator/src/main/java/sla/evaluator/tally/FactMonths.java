package sla.evaluator.tally;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * In which partitions facts can lie: those of the month of UTC in which they occurred, of contacts that in which they were
 * offered. A contact can end long after that, and by clocks that are a little off begin after it left the queue.
 */
final class FactMonths {
    private FactMonths() {}

    /** A condition on facts that occurred within a span. */
    static String within(String fact, Instant fromInclusive, Instant toExclusive) {
        return fact + ".month >= date '" + first(fromInclusive) + "' and " + fact + ".month <= date '"
                + first(toExclusive.minusMillis(1)) + "'";
    }

    /** A condition on contacts of which something happened before a moment. */
    static String before(String fact, Instant toExclusive) {
        return fact + ".month <= date '" + first(toExclusive).plusMonths(1) + "'";
    }

    /** A literal of SQL. */
    static String moment(Instant instant) {
        return "timestamptz '" + instant + "'";
    }

    private static LocalDate first(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
