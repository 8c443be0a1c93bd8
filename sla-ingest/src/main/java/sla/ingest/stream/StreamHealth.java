package sla.ingest.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
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

    private final KafkaClientService clients;
    private final GroupMembership membership;
    private final BatchProgress progress;
    private final TransactionalWriter writer;
    private final Duration failingLimit;

    StreamHealth(
            KafkaClientService clients,
            @Identifier(GroupMembership.LISTENER) GroupMembership membership,
            BatchProgress progress,
            TransactionalWriter writer,
            IngestConfig config) {
        this.clients = clients;
        this.membership = membership;
        this.progress = progress;
        this.writer = writer;
        this.failingLimit = config.failingLimit();
    }

    @Override
    public HealthCheckResponse call() {
        List<String> faults = new ArrayList<>();
        if (!polls()) {
            faults.add("the consumer does not poll");
        }
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

    private boolean polls() {
        KafkaConsumer<Object, Object> consumer = clients.getConsumer(RecordsConsumer.CHANNEL);
        if (consumer == null) {
            return false;
        }
        try {
            // Only the polling thread can answer.
            consumer.getAssignments().await().atMost(POLL_LIMIT);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
