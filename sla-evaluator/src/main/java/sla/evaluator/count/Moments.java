package sla.evaluator.count;

import java.time.Instant;

/** Moments as PostgreSQL keeps them: microseconds since 2000. */
final class Moments {
    static final long SECONDS_TO_2000 = 946_684_800;
    static final long QUARTER_HOUR = 900_000_000;
    static final long DAY = 86_400_000_000L;

    private Moments() {}

    static long of(Instant instant) {
        return (instant.getEpochSecond() - SECONDS_TO_2000) * 1_000_000 + instant.getNano() / 1_000;
    }

    static Instant instant(long moment) {
        return Instant.ofEpochSecond(SECONDS_TO_2000 + Math.floorDiv(moment, 1_000_000))
                .plusNanos(1_000L * Math.floorMod(moment, 1_000_000));
    }
}
