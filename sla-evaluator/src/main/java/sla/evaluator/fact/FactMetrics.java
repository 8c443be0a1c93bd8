package sla.evaluator.fact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sla.evaluator.arrival.ArrivalCounts;

/** What came of the records that were read. Counted after the commit, so a batch that was retried counts once. */
@ApplicationScoped
class FactMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Timer batchTime;

    FactMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchTime = Timer.builder("sla.evaluator.batch.time")
                .description("Time from a polled batch to its commit")
                .register(registry);
    }

    /** What one batch did, by source. */
    static final class Tally {
        private final Map<String, Map<String, Long>> byName = new ConcurrentHashMap<>();
        private final ArrivalCounts arrivals = new ArrivalCounts();

        /** The contents that were new. */
        ArrivalCounts arrivals() {
            return arrivals;
        }

        void add(String name, String source, long count) {
            if (count != 0) {
                byName.computeIfAbsent(name, _ -> new ConcurrentHashMap<>()).merge(source, count, Long::sum);
            }
        }
    }

    void count(Tally tally, Duration time) {
        tally.byName.forEach((name, bySource) -> bySource.forEach((source, count) -> counters.computeIfAbsent(
                        name + '/' + source,
                        _ -> Counter.builder("sla.evaluator." + name)
                                .tag("source", source)
                                .register(registry))
                .increment(count)));
        batchTime.record(time);
    }
}
