package sla.evaluator.arrival;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.arrival.ArrivalAnswer.SourceArrivals;
import sla.evaluator.arrival.ArrivalAnswer.State;
import sla.evaluator.arrival.ArrivalAnswer.Week;
import sla.model.time.Interval;

/**
 * Whether a source should be sending and is not, by its own pattern: a pure function of its arrivals and the moment.
 *
 * <p>Since its last record, so many records would have come in each of the four weeks before, at the same times of the
 * week. If there were at least {@link #ENOUGH} in the least of them, it is silent. Clocks that were put forward or back
 * move a pattern by an hour against UTC, so each week also counts an hour earlier and later, and the least holds.
 */
final class ArrivalPattern {
    /**
     * Records that independent callers would have made: none of 20 expected comes by chance in one of 400 million cases,
     * and the least of four weeks expects fewer than usual.
     */
    static final int ENOUGH = 20;

    static final int WEEKS = 4;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration HOUR = Duration.ofHours(1);

    private ArrivalPattern() {}

    /**
     * @param records by the quarter-hour in which they arrived
     * @param sample whether the source only carries sample data
     */
    static SourceArrivals judge(String source, NavigableMap<Instant, Long> records, boolean sample, Instant now) {
        @Nullable Instant last = records.isEmpty() ? null : records.lastKey();
        if (sample) {
            return new SourceArrivals(source, State.SAMPLE, last, null, null, List.of());
        }
        if (last == null || records.firstKey().isAfter(now.minus(WEEK.multipliedBy(WEEKS)))) {
            return new SourceArrivals(source, State.NO_PATTERN_YET, last, null, null, List.of());
        }
        // The quarter-hour of the last record is over before anything is missed, and so is the present one.
        Instant from = last.plusMillis(Interval.MILLIS);
        Instant to = Interval.startOf(now);
        if (!from.isBefore(to)) {
            return new SourceArrivals(source, State.SENDING, last, from, 0L, List.of());
        }
        List<Week> weeks = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            Instant start = from.minus(WEEK.multipliedBy(week));
            Instant end = to.minus(WEEK.multipliedBy(week));
            long least = Long.MAX_VALUE;
            for (Duration shift : List.of(HOUR.negated(), Duration.ZERO, HOUR)) {
                least = Math.min(least, sum(records, start.plus(shift), end.plus(shift)));
            }
            weeks.add(new Week(start, end, least));
        }
        long expected = weeks.stream().mapToLong(Week::records).min().orElse(0);
        State state = expected >= ENOUGH ? State.SILENT : State.SENDING;
        return new SourceArrivals(source, state, last, from, expected, weeks);
    }

    private static long sum(NavigableMap<Instant, Long> records, Instant from, Instant to) {
        return records.subMap(from, true, to, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** An empty one to fill. */
    static NavigableMap<Instant, Long> records() {
        return new TreeMap<>();
    }
}
