package sla.ingest.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import sla.model.Topics;

/** A member of the service's own group that takes partitions, processes nothing, and leaves again. */
final class GroupGuest {
    private GroupGuest() {}

    static void joinAndLeave(String servers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", servers,
                "group.id", "sla-ingest",
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "partition.assignment.strategy", "org.apache.kafka.clients.consumer.RoundRobinAssignor");
        try (KafkaConsumer<byte[], byte[]> guest =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            boolean[] assigned = {false};
            guest.subscribe(Pattern.compile(Topics.RECORDS_PATTERN), new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    assigned[0] = true;
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
            });
            while (!assigned[0]) {
                guest.poll(Duration.ofMillis(100));
            }
        }
    }
}
