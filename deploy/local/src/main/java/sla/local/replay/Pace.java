package sla.local.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * When the next message may go. Messages must come in the order in which they are due; the first one starts the clock.
 */
final class Pace {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

    private final Clock clock;
    private final OptionalDouble speed;
    private final boolean neverEarly;
    private @Nullable Instant firstDue;
    private @Nullable Instant firstSent;

    /**
     * @param speed times real time; empty for as fast as possible
     * @param neverEarly whether a message that is due in the future waits for its time
     */
    Pace(Clock clock, OptionalDouble speed, boolean neverEarly) {
        this.clock = clock;
        this.speed = speed;
        this.neverEarly = neverEarly;
    }

    /** Whether messages must be put in order first. */
    boolean needsOrder() {
        return speed.isPresent() || neverEarly;
    }

    /** Sleeps until a message that is due at this instant may go. */
    void await(Instant due) throws InterruptedException {
        Instant from = sendAt(due);
        for (Duration left = Duration.between(clock.instant(), from);
                left.isPositive();
                left = Duration.between(clock.instant(), from)) {
            Thread.sleep(left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP);
        }
    }

    /** The earliest instant at which it may go. */
    Instant sendAt(Instant due) {
        Instant now = clock.instant();
        if (!needsOrder() || due.equals(Instant.MIN)) {
            return now;
        }
        if (firstDue == null || firstSent == null) {
            firstDue = due;
            firstSent = now;
        }
        Instant paced = now;
        if (speed.isPresent()) {
            long nanos = Math.round(Duration.between(firstDue, due).toNanos() / speed.getAsDouble());
            paced = firstSent.plusNanos(nanos);
        }
        return neverEarly && due.isAfter(paced) ? due : paced;
    }
}
