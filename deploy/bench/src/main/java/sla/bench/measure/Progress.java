package sla.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** How many events were through at which moments, and the rates that follow. */
public final class Progress {
    private static final long SECOND = 1_000_000_000;

    private final List<long[]> samples = new ArrayList<>();

    /** Rates per second of equal windows of time. */
    public record Rates(List<Long> sorted) {
        public Rates {
            sorted = sorted.stream().sorted().toList();
        }

        /** By nearest rank; 0 without any window. */
        public long percentile(int percent) {
            return Percentile.of(sorted, percent);
        }
    }

    /** @param nanos of a clock that never goes back */
    public synchronized void add(long nanos, long events) {
        samples.add(new long[] {nanos, events});
    }

    public synchronized long events() {
        return samples.isEmpty() ? 0 : samples.getLast()[1];
    }

    /** When so many events were through, at first. */
    public synchronized long reachedAt(long events) {
        return samples.stream()
                .filter(sample -> sample[1] >= events)
                .mapToLong(sample -> sample[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(events + " events were never reached"));
    }

    /** The same in another unit, of which {@code to} are {@code from} of this one. */
    public synchronized Progress scaled(long from, long to) {
        Progress scaled = new Progress();
        samples.forEach(sample -> scaled.add(sample[0], sample[1] * to / Math.max(1, from)));
        return scaled;
    }

    /** The whole windows between two moments. */
    public synchronized Rates rates(long begin, long end, long windowSeconds) {
        List<Long> rates = new ArrayList<>();
        long window = windowSeconds * SECOND;
        for (long at = begin; at + window <= end; at += window) {
            rates.add((eventsAt(at + window) - eventsAt(at)) / windowSeconds);
        }
        return new Rates(rates);
    }

    /** Events per second between two moments. */
    public synchronized long rate(long begin, long end) {
        return (eventsAt(end) - eventsAt(begin)) * SECOND / Math.max(1, end - begin);
    }

    /** Between two samples as if they came evenly; before the first and after the last as many as there. */
    private long eventsAt(long nanos) {
        long[] before = {nanos, samples.isEmpty() ? 0 : samples.getFirst()[1]};
        for (long[] sample : samples) {
            if (sample[0] >= nanos) {
                long time = sample[0] - before[0];
                return time <= 0 ? sample[1] : before[1] + (sample[1] - before[1]) * (nanos - before[0]) / time;
            }
            before = sample;
        }
        return before[1];
    }
}
