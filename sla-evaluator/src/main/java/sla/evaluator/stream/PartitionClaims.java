package sla.evaluator.stream;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.runtime.RepeatedTasks;

/**
 * Claims partitions that could not be claimed when they were assigned, because the database or broker was away, and
 * those that were given up since.
 */
@ApplicationScoped
class PartitionClaims {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration COMPARISON_PAUSE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String INTERACTIONS = "interactions";
    private static final String REJECTIONS = "rejections";

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
        tasks.start("compare positions with logs", COMPARISON_PAUSE, this::compareWithLogs);
    }

    private void claimAgain() {
        for (TopicPartition partition : positions.unclaimed().keySet()) {
            KafkaConsumer<?, ?> consumer =
                    clients.getConsumer(partition.topic().equals(interactionsTopic) ? INTERACTIONS : REJECTIONS);
            consumer.runOnPollingThread(kafka -> {
                        Set<TopicPartition> now = kafka.assignment();
                        if (now.contains(partition) && positions.unclaimed().containsKey(partition)) {
                            positions.claim(kafka, partition);
                        }
                    })
                    .await()
                    .atMost(LIMIT);
        }
    }

    /** The positions first: a log that is looked at later can only be longer. */
    private void compareWithLogs() {
        for (String channel : List.of(INTERACTIONS, REJECTIONS)) {
            KafkaConsumer<?, ?> consumer = clients.getConsumer(channel);
            Map<TopicPartition, Long> reading =
                    consumer.runOnPollingThread(positions::reading).await().atMost(LIMIT);
            positions.compareWithLogs(reading);
        }
    }
}
