package sla.bench.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import sla.bench.system.BenchException;
import sla.model.Topics;

/** How far the two halves of the product have come with what lies in the topics. */
public final class Consumption implements AutoCloseable {
    private static final String INGEST = "sla-ingest";
    /** At first; records of aborted transactions and markers may fill more than that at the end of a partition. */
    private static final long LOOK_BACK = 200;

    private final String kafka;
    private final Admin admin;
    private final CountsDatabase counts;

    public Consumption(String kafka, CountsDatabase counts) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
        this.counts = counts;
    }

    /** Messages that sla-ingest has committed. The load uses no transactions, so offsets count messages. */
    public long ingested() {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(INGEST).partitionsToOffsetAndMetadata());
        return committed.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
    }

    /** Whether sla-ingest has committed all that lies in the topics of these sources. */
    public boolean hasIngested(List<String> sources) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(INGEST).partitionsToOffsetAndMetadata());
        return ends(sources.stream().map(Topics::records).toList()).entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end -> {
                    OffsetAndMetadata position = committed.get(end.getKey());
                    return position != null && position.offset() >= end.getValue();
                });
    }

    /** Messages in the topics of these sources. */
    public long loaded(List<String> sources) {
        return ends(sources.stream().map(Topics::records).toList()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Offsets of the internal topic that sla-evaluator has stored; a few of them are transaction markers. */
    public long storedOffsets() {
        return counts.positions().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Messages of the internal topic that sla-evaluator has not stored; a few of them are transaction markers. */
    public long uncounted() {
        Map<Integer, Long> positions = counts.positions();
        return ends(List.of(Topics.INTERACTIONS)).entrySet().stream()
                .mapToLong(end -> Math.max(
                        0, end.getValue() - positions.getOrDefault(end.getKey().partition(), 0L)))
                .sum();
    }

    /** Records in all partitions of a topic, without those of transactions that were aborted. */
    public long committed(String topic) {
        Map<TopicPartition, Long> ends = ends(List.of(topic));
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                consumer.assign(List.of(end.getKey()));
                consumer.seek(end.getKey(), 0);
                while (consumer.position(end.getKey()) < end.getValue()) {
                    records += consumer.poll(Duration.ofSeconds(1)).count();
                }
            }
        }
        return records;
    }

    /** Behind the last record of each partition of the internal topic. The markers after it need not be stored. */
    public Map<Integer, Long> goal() {
        Map<TopicPartition, Long> ends = ends(List.of(Topics.INTERACTIONS));
        Map<Integer, Long> goal = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            ends.forEach((partition, end) -> {
                consumer.assign(List.of(partition));
                long last = 0;
                for (long back = LOOK_BACK; last == 0 && back < 8 * end; back *= 8) {
                    last = endOfRecords(consumer, partition, Math.max(0, end - back), end);
                }
                goal.put(partition.partition(), last);
            });
        }
        return goal;
    }

    /** Behind the last record from that offset on; 0 if there is none. */
    private static long endOfRecords(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        long last = 0;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                last = message.offset() + 1;
            }
        }
        return last;
    }

    public boolean hasReached(Map<Integer, Long> goal) {
        Map<Integer, Long> positions = counts.positions();
        return goal.entrySet().stream()
                .allMatch(wanted -> positions.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
    }

    private Map<TopicPartition, Long> ends(List<String> topics) {
        Map<TopicPartition, OffsetSpec> partitions = get(
                        admin.describeTopics(topics).allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(partitions).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed", "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchException("Kafka did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
