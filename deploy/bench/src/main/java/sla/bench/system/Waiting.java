package sla.bench.system;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for conditions. */
public final class Waiting {
    private Waiting() {}

    public static void until(String complaint, Duration limit, Duration every, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchException(complaint + " after " + limit.toSeconds() + " s");
            }
            pause(every);
        }
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
