package sla.ingest.retry;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.model.event.InputPosition;

/** Whole messages of which only the beginning is kept, for as long as Kafka has them. */
@ApplicationScoped
class SourceMessages {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PATIENCE_MILLIS = Math.toIntExact(PATIENCE.toMillis());

    private final String bootstrapServers;

    SourceMessages(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * The message at that place that came at that moment; empty if it is deleted, or another has taken its place.
     *
     * @throws KafkaException if Kafka does not answer
     */
    Optional<byte[]> find(InputPosition input, Instant receivedAt) {
        TopicPartition partition = new TopicPartition(input.topic(), input.partition());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (!consumer.listTopics().containsKey(input.topic())) {
                return Optional.empty();
            }
            consumer.assign(List.of(partition));
            Long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
            Long end = consumer.endOffsets(List.of(partition)).get(partition);
            if (beginning == null || end == null || input.offset() < beginning || input.offset() >= end) {
                return Optional.empty();
            }
            consumer.seek(partition, input.offset());
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(PATIENCE)) {
                if (message.offset() == input.offset()) {
                    return message.timestamp() == receivedAt.toEpochMilli()
                            ? Optional.ofNullable(message.value())
                            : Optional.empty();
                }
            }
            throw new KafkaException(partition + " cannot be read at offset " + input.offset());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
