package sla.local.sample;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Draws that are the same on every machine and in every release of Java: {@link Random} promises its sequence. Each
 * contact has draws of its own, so that a change in what one of them needs does not change all that follow.
 */
final class Chance {
    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    static Chance of(long seed, long day, int index) {
        return new Chance((seed * 1_000_003 + day) * 1_000_003 + index);
    }

    /** True in so many of a thousand cases. */
    boolean perMille(int cases) {
        return random.nextInt(1000) < cases;
    }

    /** From {@code low} to {@code high}, both possible. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Mostly short, now and then long, as waits and conversations are; never above eight times the mean. */
    Duration around(Duration mean) {
        double factor = Math.min(8, -StrictMath.log(1 - random.nextDouble()));
        return Duration.ofMillis(Math.round(mean.toMillis() * factor));
    }
}
