package sla.contract.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until something holds that another thread brings about. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Eventually() {}

    public interface Assertion {
        void check() throws Exception;
    }

    public static void holds(Assertion assertion) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError | Exception e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("Did not come true within " + LIMIT, e);
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
