package sla.evaluator.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import sla.embedded.TestServers;
import sla.evaluator.failpoint.Failpoints;
import sla.runtime.topic.PartitionLogs;

/** One process with its consumer, as far as the stream is concerned; a test decides when it polls and stores. */
final class PartitionOwner implements AutoCloseable {
    final StoredPositions positions;
    final FencedStore store;
    private final TopicPartition partition;
    private final KafkaConsumer<byte[], PolledBytes> consumer;

    PartitionOwner(
            TopicPartition partition,
            DataSource database,
            PartitionLogs logs,
            Failpoints failpoints,
            boolean acceptLogLoss) {
        this.partition = partition;
        positions = new StoredPositions(database, logs, acceptLogLoss);
        store = new FencedStore(database, positions, new StreamHealth(Clock.systemUTC()), failpoints);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "none",
                        "max.poll.records",
                        5),
                new ByteArrayDeserializer(),
                new PolledBytes.Reader());
        consumer.assign(List.of(partition));
    }

    PartitionOwner claim() {
        positions.onPartitionsAssigned(consumer, List.of(partition));
        return this;
    }

    boolean owns() {
        return positions.ownership(partition).isPresent();
    }

    String obstacle() {
        return positions.unclaimed().get(partition);
    }

    /** The next five messages, or what is left of them. */
    ConsumerRecords<byte[], PolledBytes> poll() {
        ConsumerRecords<byte[], PolledBytes> polled;
        do {
            polled = consumer.poll(Duration.ofSeconds(20));
        } while (polled.isEmpty() && !polled.nextOffsets().isEmpty());
        return polled;
    }

    /** As if the consumer had gone back in the same ownership. */
    void seek(long offset) {
        consumer.seek(partition, offset);
    }

    void compareWithLogs() {
        positions.compareWithLogs(positions.reading(consumer));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
