package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Not ready while records cannot be stored: a batch fails or does not come to an end, a partition was assigned and
 * could not be claimed, or nobody polls.
 */
@Readiness
@ApplicationScoped
class StreamHealthCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL_LIMIT = Duration.ofSeconds(3);
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(60);

    private final FencedReaders readers;
    private final StreamHealth health;
    private final StoredPositions positions;
    private final Clock clock;
    private volatile @Nullable Instant unclaimedSince;

    StreamHealthCheck(FencedReaders readers, StreamHealth health, StoredPositions positions, Clock clock) {
        this.readers = readers;
        this.health = health;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("stream");
        List<String> faults = faults();
        boolean up = faults.isEmpty();
        if (!up) {
            response.withData("reading", String.join("; ", faults));
        }
        for (var slow : health.inWorkFor(LONGEST_BATCH).entrySet()) {
            up = false;
            response.withData(slow.getKey(), "a batch has been in work since " + slow.getValue());
        }
        for (var failing : health.failingFor(PATIENCE).entrySet()) {
            up = false;
            response.withData(failing.getKey(), failing.getValue().message());
        }
        var unclaimed = positions.unclaimed();
        Instant since = unclaimedSince;
        if (unclaimed.isEmpty()) {
            unclaimedSince = null;
        } else if (since == null) {
            unclaimedSince = clock.instant();
        } else if (Duration.between(since, clock.instant()).compareTo(PATIENCE) > 0) {
            up = false;
            response.withData(
                    "unclaimed",
                    String.join("; ", unclaimed.values().stream().sorted().toList()));
        }
        return response.status(up).build();
    }

    private List<String> faults() {
        try {
            return readers.faults(POLL_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
