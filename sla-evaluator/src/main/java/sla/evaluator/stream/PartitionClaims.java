package sla.evaluator.stream;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.runtime.RepeatedTasks;

/** Claims partitions that could not be claimed when they were assigned, because the database or broker was away. */
@ApplicationScoped
class PartitionClaims {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StoredPositions positions;
    private final KafkaClientService clients;
    private final RepeatedTasks tasks;
    private final String interactionsTopic;

    PartitionClaims(
            StoredPositions positions,
            KafkaClientService clients,
            RepeatedTasks tasks,
            @ConfigProperty(name = "mp.messaging.incoming.interactions.topic") String interactionsTopic) {
        this.positions = positions;
        this.clients = clients;
        this.tasks = tasks;
        this.interactionsTopic = interactionsTopic;
    }

    void start(@Observes StartupEvent event) {
        tasks.start("claim partitions", PAUSE, this::claimAgain);
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
