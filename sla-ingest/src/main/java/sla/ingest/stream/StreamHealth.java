package sla.ingest.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import sla.ingest.IngestConfig;

/** Notices a stream that stands still without an error of its own: not polling, in no group, or a batch that hangs. */
@Readiness
@ApplicationScoped
public class StreamHealth implements HealthCheck {
    private static final Duration POLL_LIMIT = Duration.ofSeconds(3);

    private final RecordsConsumer consumer;
    private final GroupMembership membership;
    private final BatchProgress progress;
    private final TransactionalWriter writer;
    private final Duration failingLimit;

    StreamHealth(
            RecordsConsumer consumer,
            GroupMembership membership,
            BatchProgress progress,
            TransactionalWriter writer,
            IngestConfig config) {
        this.consumer = consumer;
        this.membership = membership;
        this.progress = progress;
        this.writer = writer;
        this.failingLimit = config.failingLimit();
    }

    @Override
    public HealthCheckResponse call() {
        List<String> faults = new ArrayList<>();
        addFault(faults);
        if (!membership.joined()) {
            faults.add("the consumer is not in its group");
        }
        String failing = progress.failingFor(failingLimit);
        if (failing != null) {
            faults.add(failing);
        }
        if (progress.fencedRepeatedly()) {
            faults.add("another process uses the transactional id " + writer.transactionalId()
                    + ": give each its own sla.ingest.instance");
        }
        var response = HealthCheckResponse.named("stream")
                .status(faults.isEmpty())
                .withData("partitions", membership.partitions());
        if (!faults.isEmpty()) {
            response.withData("failure", String.join("; ", faults));
        }
        return response.build();
    }

    private void addFault(List<String> faults) {
        try {
            consumer.fault(POLL_LIMIT).ifPresent(faults::add);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
