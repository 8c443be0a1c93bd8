package sla.model.time;

import java.time.Instant;

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
}
