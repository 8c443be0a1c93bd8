package sla.bench.plan;

/**
 * Chance without state: the same numbers give the same draw on every machine, so that any contact can be made at any
 * time without those before it.
 */
final class Draw {
    /** Draws of one contact for different purposes do not depend on each other. */
    static final int FATE = 1;

    static final int PLACE = 2;
    static final int TIMES = 3;
    static final int PARTS = 4;
    static final int CORRECTION = 5;
    static final int SCORE = 6;
    static final int NAME = 7;
    static final int LANGUAGE = 8;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int FIELD = 0xFFFF;

    private Draw() {}

    /** 64 random bits. Different for each number of one seed and purpose: the mixing is one to one. */
    static long of(long seed, long number, int purpose) {
        return mix(mix(seed + purpose * GOLDEN) + number * GOLDEN);
    }

    /** True in so many of a thousand cases; looks at 16 of the bits. */
    static boolean perMille(long draw, int shift, int cases) {
        return below(draw, shift, 1000) < cases;
    }

    /** From 0 to {@code limit} − 1, by 16 of the bits. */
    static int below(long draw, int shift, int limit) {
        return (int) ((((draw >>> shift) & FIELD) * limit) >>> 16);
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
