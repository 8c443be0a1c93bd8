package sla.bench.freshness;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import sla.bench.measure.Latencies;

/**
 * Which probes have been acknowledged and which of them have been seen. Each probe adds one to the count of its queue, so
 * the n-th of a queue is seen when the count has come to n. Moments are nanoseconds. Any thread may use it.
 */
final class ProbeBook {
    private final Map<String, Queue<Long>> waiting = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Latencies latencies = new Latencies();
    private long pushed;

    /** The broker has acknowledged a probe. */
    synchronized void pushed(String queue, long at) {
        waiting.computeIfAbsent(queue, _ -> new ArrayDeque<>()).add(at);
        pushed++;
    }

    /** A reader that began to ask after every earlier call has the count of a queue. */
    synchronized void seen(String queue, long count, long at) {
        Queue<Long> open = waiting.getOrDefault(queue, new ArrayDeque<>());
        for (long number = seen.getOrDefault(queue, 0L); number < count && !open.isEmpty(); number++) {
            // A reader may see a probe before the sender hears that the broker has it.
            latencies.add(Math.max(0, at - open.remove()));
            seen.put(queue, number + 1);
        }
    }

    synchronized long pushed() {
        return pushed;
    }

    synchronized long unseen() {
        return waiting.values().stream().mapToLong(Queue::size).sum();
    }

    Latencies latencies() {
        return latencies;
    }
}
