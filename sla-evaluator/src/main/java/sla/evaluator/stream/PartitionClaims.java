package sla.evaluator.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.runtime.RepeatedTask;

/** Claims partitions that could not be claimed when they were assigned, because the database or broker was away. */
@ApplicationScoped
class PartitionClaims {
    private static final Logger LOG = Logger.getLogger(PartitionClaims.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StoredPositions positions;
    private final KafkaClientService clients;
    private final String interactionsTopic;
    private @Nullable RepeatedTask task;

    PartitionClaims(
            StoredPositions positions,
            KafkaClientService clients,
            @ConfigProperty(name = "mp.messaging.incoming.interactions.topic") String interactionsTopic) {
        this.positions = positions;
        this.clients = clients;
        this.interactionsTopic = interactionsTopic;
    }

    void start(@Observes StartupEvent event) {
        task = RepeatedTask.start("partition-claims", PAUSE, this::claimWhatWaits);
    }

    void stop(@Observes ShutdownEvent event) {
        if (task != null) {
            task.close();
        }
    }

    private void claimWhatWaits() {
        try {
            claimAgain();
        } catch (RuntimeException e) {
            LOG.debug("Partitions wait for another claim", e);
        }
    }

    private void claimAgain() {
        for (TopicPartition partition : positions.unclaimed()) {
            String channel = partition.topic().equals(interactionsTopic) ? "interactions" : "rejections";
            KafkaConsumer<?, ?> consumer = clients.getConsumer(channel);
            consumer.runOnPollingThread(kafka -> {
                        Set<TopicPartition> now = kafka.assignment();
                        if (now.contains(partition) && positions.unclaimed().contains(partition)) {
                            positions.claim(kafka, partition);
                        }
                    })
                    .await()
                    .atMost(Duration.ofSeconds(15));
        }
    }
}
