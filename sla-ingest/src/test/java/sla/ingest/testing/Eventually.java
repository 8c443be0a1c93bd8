package sla.ingest.testing;

import java.time.Duration;

/** Waits for a condition instead of a time. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    public interface Assertion {
        void check() throws Exception;
    }

    /** Repeats the assertion until it holds; after a minute its last failure is thrown. */
    public static void holds(Assertion assertion) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
