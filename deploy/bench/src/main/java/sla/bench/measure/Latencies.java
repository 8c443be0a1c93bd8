package sla.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long things took, in nanoseconds. Any thread may add. */
public final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    public synchronized void add(long more) {
        nanos.add(more);
    }

    public synchronized void add(Latencies other) {
        nanos.addAll(other.sorted());
    }

    public synchronized int count() {
        return nanos.size();
    }

    /** Nanoseconds, by nearest rank; 0 of nothing. */
    public long percentile(int percent) {
        return Percentile.of(sorted(), percent);
    }

    /** p50, p90, p99, the longest, and the spread (p90 - p10) / p50: in milliseconds, in columns. */
    public String describe() {
        List<Long> sorted = sorted();
        long middle = Math.max(1, Percentile.of(sorted, 50));
        long spread = Percentile.of(sorted, 90) - Percentile.of(sorted, 10);
        return String.format(
                Locale.ROOT,
                "p50 %s, p90 %s, p99 %s, max %s ms; spread (p90 - p10) / p50 %.2f; %,d of them",
                millis(Percentile.of(sorted, 50)),
                millis(Percentile.of(sorted, 90)),
                millis(Percentile.of(sorted, 99)),
                millis(Percentile.of(sorted, 100)),
                (double) spread / middle,
                sorted.size());
    }

    /** Milliseconds with one decimal. */
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.1f", nanos / 1e6);
    }

    private synchronized List<Long> sorted() {
        return nanos.stream().sorted().toList();
    }
}
