package sla.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadAheadTest {
    private final ReadAhead<String, String> ahead = new ReadAhead<>(3, 100);

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

    @Test
    void aFewLargeMessagesAreAFullBatchToo() {
        ahead.add(messages(1, 50), 1);
        assertThat(ahead.hasRoom()).isTrue();
        ahead.add(messages(1, 50), 2);
        assertThat(ahead.hasRoom()).isFalse();
    }

    private static ConsumerRecords<String, String> messages(int count) {
        return messages(count, 5);
    }

    private static ConsumerRecords<String, String> messages(int count, int bytes) {
        TopicPartition partition = new TopicPartition("topic", 0);
        List<ConsumerRecord<String, String>> messages = IntStream.range(0, count)
                .mapToObj(offset -> new ConsumerRecord<>(
                        "topic",
                        0,
                        offset,
                        0,
                        TimestampType.CREATE_TIME,
                        ConsumerRecord.NULL_SIZE,
                        bytes,
                        "key",
                        "value",
                        new RecordHeaders(),
                        Optional.empty()))
                .toList();
        return new ConsumerRecords<>(Map.of(partition, messages), Map.of());
    }
}
