package sla.evaluator.count;

import sla.model.agreement.WaitBound;

/**
 * Bins of waiting time that alternate between "exactly k seconds" (2k) and "between k and k + 1" (2k + 1): counts below
 * and at most any whole second are exact.
 */
final class WaitBin {
    /** Longer waits share one bin; no threshold reaches that far (24 days). */
    static final int LAST = 2 * 2_100_000 + 1;

    private WaitBin() {}

    static int of(long waitMillis) {
        long seconds = waitMillis / 1000;
        long bin = waitMillis % 1000 == 0 ? 2 * seconds : 2 * seconds + 1;
        return (int) Math.min(bin, LAST);
    }

    /** The last bin inside the bound. */
    static int last(WaitBound bound) {
        return switch (bound.bound()) {
            case AT_MOST -> 2 * bound.seconds();
            case BELOW -> 2 * bound.seconds() - 1;
        };
    }
}
