package sla.bench.measure;

import java.util.List;

/** Percentiles by nearest rank: each is a value that was measured. */
final class Percentile {
    private Percentile() {}

    /** The smallest value that at least so many per cent do not exceed; 0 of nothing. */
    static long of(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            return 0;
        }
        long rank = ((long) percent * sorted.size() + 99) / 100;
        return sorted.get((int) Math.max(1, rank) - 1);
    }
}
