package sla.runtime.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What was polled and is not handled yet, put together to one batch for each generation of the group. */
final class ReadAhead<K, V> {
    private final int most;
    private final long mostBytes;
    private final Deque<Gathered<K, V>> waiting = new ArrayDeque<>();

    /**
     * @param most no more is polled while as many messages wait
     * @param mostBytes or while their values have as many bytes
     */
    ReadAhead(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Messages polled in one generation, in the order of each partition. */
    record Batch<K, V>(ConsumerRecords<K, V> messages, int generation) {}

    private static final class Gathered<K, V> {
        private final int generation;
        private final Map<TopicPartition, List<ConsumerRecord<K, V>>> messages = new HashMap<>();
        private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        private int count;
        private long bytes;

        Gathered(int generation) {
            this.generation = generation;
        }

        void add(ConsumerRecords<K, V> polled) {
            for (TopicPartition partition : polled.partitions()) {
                List<ConsumerRecord<K, V>> records = polled.records(partition);
                messages.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(records);
                bytes += records.stream()
                        .mapToLong(ConsumerRecord::serializedValueSize)
                        .sum();
            }
            next.putAll(polled.nextOffsets());
            count += polled.count();
        }
    }

    /** Whether more may be polled. */
    synchronized boolean hasRoom() {
        return waiting.stream().mapToInt(gathered -> gathered.count).sum() < most
                && waiting.stream().mapToLong(gathered -> gathered.bytes).sum() < mostBytes;
    }

    synchronized void add(ConsumerRecords<K, V> polled, int generation) {
        if (waiting.isEmpty() || waiting.getLast().generation != generation) {
            waiting.addLast(new Gathered<>(generation));
        }
        waiting.getLast().add(polled);
        notifyAll();
    }

    /** Returns when no more may be polled, or at that moment. */
    synchronized void awaitFull(long untilNanos) throws InterruptedException {
        long left = Duration.ofNanos(untilNanos - System.nanoTime()).toMillis();
        while (hasRoom() && left > 0) {
            wait(left);
            left = Duration.ofNanos(untilNanos - System.nanoTime()).toMillis();
        }
    }

    /** All that waits, of the oldest generation; null if nothing comes in that time. */
    synchronized @Nullable Batch<K, V> take(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (waiting.isEmpty() && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        Gathered<K, V> first = waiting.pollFirst();
        return first == null ? null : new Batch<>(new ConsumerRecords<>(first.messages, first.next), first.generation);
    }
}
