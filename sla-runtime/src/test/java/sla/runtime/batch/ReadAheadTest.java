package sla.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadAheadTest {
    private final ReadAhead<String, String> ahead = new ReadAhead<>(3);

    /** However long it was to wait. */
    @Test
    @Timeout(60)
    void whoWaitsForAFullBatchGoesOnWhenItIsFull() throws InterruptedException {
        ahead.add(messages(2), 1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                ahead.awaitFull(System.nanoTime() + Duration.ofHours(1).toNanos());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(waiting.join(Duration.ofMillis(50))).isFalse();
        ahead.add(messages(1), 1);
        waiting.join();
    }

    @Test
    @Timeout(60)
    void whoWaitsForAFullBatchGoesOnWhenTheTimeIsOver() throws InterruptedException {
        ahead.add(messages(2), 1);
        ahead.awaitFull(System.nanoTime() + Duration.ofMillis(20).toNanos());
        assertThat(ahead.hasRoom()).isTrue();
    }

    private static ConsumerRecords<String, String> messages(int count) {
        TopicPartition partition = new TopicPartition("topic", 0);
        List<ConsumerRecord<String, String>> messages = IntStream.range(0, count)
                .mapToObj(offset -> new ConsumerRecord<>("topic", 0, offset, "key", "value"))
                .toList();
        return new ConsumerRecords<>(Map.of(partition, messages), Map.of());
    }
}
