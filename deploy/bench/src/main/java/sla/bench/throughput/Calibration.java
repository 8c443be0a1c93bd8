package sla.bench.throughput;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import sla.bench.load.Consumption;
import sla.bench.load.CountsDatabase;
import sla.bench.load.Loader;
import sla.bench.load.Register;
import sla.bench.measure.Progress;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.Waiting;

/** A short run, to know how many events a long one needs. */
final class Calibration {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Calibration() {}

    /** The rate of the second half: in the first one the services are still being compiled. */
    static long eventsPerSecond(Product product, CountsDatabase counts, Ports ports, TrafficPlan plan) {
        Progress progress = new Progress();
        Map<Integer, Long> goal = new HashMap<>();
        try (Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
            Loader.send(ports.bootstrapServers(), plan);
            long messages = consumption.loaded(Register.sources());
            Waiting.until("the calibration does not end", LIMIT, LOOK_EVERY, () -> {
                product.requireAlive();
                progress.add(System.nanoTime(), consumption.storedOffsets());
                if (goal.isEmpty() && consumption.ingested() >= messages) {
                    goal.putAll(consumption.goal());
                }
                return !goal.isEmpty() && consumption.hasReached(goal);
            });
        }
        long half = progress.reachedAt(progress.events() / 2);
        long end = progress.reachedAt(progress.events());
        return Math.max(100, (progress.events() / 2) * 1_000_000_000L / Math.max(1, end - half));
    }
}
