package sla.bench.plan;

/** Mostly short, now and then long, as waits and conversations are: an exponential distribution up to 8 times its mean. */
final class LongTailed {
    private static final int STEPS = 4096;
    private static final int MOST = 8;
    private static final int[] FACTORS_1024 = factors();

    private LongTailed() {}

    /** Milliseconds about this mean, by 28 of the bits. */
    static long millis(long draw, int shift, long mean) {
        long bits = draw >>> shift;
        long between = (((bits >>> 12) & 0xFFFF) * mean) >>> 24;
        return ((mean * FACTORS_1024[(int) (bits & (STEPS - 1))]) >> 10) + between;
    }

    private static int[] factors() {
        int[] factors = new int[STEPS];
        for (int step = 0; step < STEPS; step++) {
            double factor = -StrictMath.log(1 - (step + 0.5) / STEPS);
            factors[step] = (int) StrictMath.round(Math.min(MOST, factor) * 1024);
        }
        return factors;
    }
}
