package sla.runtime.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic holds. */
public final class CompactedTopic {
    private static final Duration POLL = Duration.ofMillis(500);

    private CompactedTopic() {}

    /** The last value of each key, as of now; keys that were deleted are absent. Throws if the broker cannot be read. */
    public static Map<String, byte[]> read(String bootstrapServers, String topic) {
        return read(bootstrapServers, topic, value -> value);
    }

    /** The same where the values are too many to keep. */
    public static Set<String> keys(String bootstrapServers, String topic) {
        return read(bootstrapServers, topic, _ -> Boolean.TRUE).keySet();
    }

    private static <T> Map<String, T> read(String bootstrapServers, String topic, Function<byte[], T> keep) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        Map<String, T> values = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    if (message.value() == null) {
                        values.remove(message.key());
                    } else {
                        values.put(message.key(), keep.apply(message.value()));
                    }
                }
            }
        }
        return values;
    }
}
