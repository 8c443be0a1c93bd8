package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers since when a channel cannot store what it reads, and since when a batch is in work. */
@ApplicationScoped
public class StreamHealth {
    private final Clock clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Instant> inWork = new ConcurrentHashMap<>();

    StreamHealth(Clock clock) {
        this.clock = clock;
    }

    record Failure(Instant since, String message) {}

    void started(String channel) {
        inWork.put(channel, clock.instant());
    }

    void ended(String channel) {
        inWork.remove(channel);
    }

    void succeeded(String channel) {
        failures.remove(channel);
    }

    /** Whether this is the first failure after a success, and so worth a line in the log. */
    boolean failed(String channel, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return failures.putIfAbsent(channel, new Failure(clock.instant(), message)) == null;
    }

    /** Channels that have been failing for longer than that. */
    Map<String, Failure> failingFor(Duration atLeast) {
        Instant limit = clock.instant().minus(atLeast);
        Map<String, Failure> failing = new ConcurrentHashMap<>(failures);
        failing.values().removeIf(failure -> failure.since().isAfter(limit));
        return failing;
    }

    /** Channels whose batch has been in work for longer than that, with its beginning. */
    Map<String, Instant> inWorkFor(Duration atLeast) {
        Instant limit = clock.instant().minus(atLeast);
        Map<String, Instant> slow = new ConcurrentHashMap<>(inWork);
        slow.values().removeIf(since -> since.isAfter(limit));
        return slow;
    }
}
