package sla.model.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The quarter-hour in which counts are kept, named by its start in UTC. */
public final class Interval {
    public static final long MILLIS = 15 * 60 * 1000L;

    private Interval() {}

    /** Start of the quarter-hour that holds the instant. */
    public static Instant startOf(Instant instant) {
        return Instant.ofEpochMilli(startOf(instant.toEpochMilli()));
    }

    /** Start of the quarter-hour that holds the instant, in milliseconds since 1970. */
    public static long startOf(long epochMillis) {
        return Math.floorDiv(epochMillis, MILLIS) * MILLIS;
    }

    /** The starts of the quarter-hours of a span that begins with one, and its end. */
    public static List<Instant> edges(Span span) {
        List<Instant> edges = new ArrayList<>();
        for (Instant edge = span.startInclusive(); edge.isBefore(span.endExclusive()); edge = edge.plusMillis(MILLIS)) {
            edges.add(edge);
        }
        edges.add(span.endExclusive());
        return edges;
    }

    /** The time of the quarter-hours with these starts, joined where they meet. */
    public static List<Span> joined(Collection<Instant> starts) {
        return Span.joined(starts.stream()
                .map(start -> new Span(start, start.plusMillis(MILLIS)))
                .toList());
    }
}
