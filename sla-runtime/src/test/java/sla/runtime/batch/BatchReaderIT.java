package sla.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.runtime.topic.TopicCreation;

class BatchReaderIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SESSION_MILLIS = 6_000;

    private final String topic = "batches-" + UUID.randomUUID();
    private final Semaphore mayEnd = new Semaphore(0);
    private final List<List<Integer>> begun = new CopyOnWriteArrayList<>();
    private final List<Integer> generations = new CopyOnWriteArrayList<>();
    private final Partitions partitions = new Partitions();
    private final List<BatchReader<?, ?>> readers = new ArrayList<>();

    @BeforeEach
    void send() {
        send(topic, 0, 20);
    }

    @AfterEach
    void close() {
        mayEnd.release(1_000);
        readers.forEach(BatchReader::close);
    }

    @Test
    void readsOneBatchAheadAndStaysInItsGroupWhileABatchTakesLongerThanASession() throws Exception {
        BatchReader<Void, Integer> reader = start("one", this::handleWhenAllowed);
        await().atMost(LIMIT).until(() -> begun.size() == 1);
        Thread.sleep(SESSION_MILLIS + 2_000);
        assertThat(begun).containsExactly(List.of(0, 1, 2, 3, 4));
        assertThat(partitions.gone).isEmpty();
        assertThat(position(reader)).as("the batch in hand, and the next one").isEqualTo(10);
        assertThat(reader.fault(LIMIT)).isEmpty();

        mayEnd.release(4);
        await().atMost(LIMIT).until(() -> begun.size() == 4);
        assertThat(begun)
                .containsExactly(
                        List.of(0, 1, 2, 3, 4),
                        List.of(5, 6, 7, 8, 9),
                        List.of(10, 11, 12, 13, 14),
                        List.of(15, 16, 17, 18, 19));
    }

    @Test
    void whatIsPolledWhileABatchIsHandledIsOneBatch() {
        BatchReader<Void, Integer> reader = reader("one", 12, this::handleWhenAllowed);
        reader.start(topic, partitions);
        await().atMost(LIMIT).until(() -> begun.size() == 1);
        await().atMost(LIMIT)
                .until(() -> reader.onPollingThread(consumer -> consumer.position(new TopicPartition(topic, 0)), LIMIT)
                        == 20);
        mayEnd.release(2);
        await().atMost(LIMIT).until(() -> begun.size() == 2);
        // How much of it the first batch has is chance: two polls may come before the handler looks.
        assertThat(begun.getLast())
                .as("all that is left")
                .endsWith(19)
                .hasSize(20 - begun.getFirst().size());
    }

    @Test
    void saysInWhichGenerationEachBatchWasPolled() throws Exception {
        BatchReader<Void, Integer> first = start("one", this::handleWhenAllowed);
        await().atMost(LIMIT).until(() -> begun.size() == 1);
        int before = first.onPollingThread(consumer -> consumer.groupMetadata().generationId(), LIMIT);
        assertThat(generations).containsExactly(before);
        // Another member joins, so that partitions are given anew; what was read ahead is of the generation before.
        BatchReader<Void, Integer> second = start("two", (_, _) -> {});
        await().atMost(LIMIT)
                .until(() -> first.onPollingThread(
                                consumer -> consumer.groupMetadata().generationId(), LIMIT)
                        > before);
        mayEnd.release(1);
        await().atMost(LIMIT).until(() -> begun.size() == 2);
        assertThat(generations).containsExactly(before, before);
        assertThat(second.fault(LIMIT)).isEmpty();
    }

    @Test
    void defectOfAHandlerCostsItsBatchOnly() {
        start("one", (batch, _) -> {
            begun.add(values(batch));
            if (begun.size() == 2) {
                throw new IllegalStateException("as if it were a defect");
            }
        });
        await().atMost(LIMIT).until(() -> begun.size() == 4);
    }

    @Test
    void pollThatFailsIsTriedAgain() throws Exception {
        BatchReader<Void, Integer> reader = start("one", (batch, _) -> begun.add(values(batch)));
        await().atMost(LIMIT).until(() -> begun.size() == 4);
        // Outside the log, and no reset: each poll throws until somebody seeks.
        TopicPartition partition = new TopicPartition(topic, 0);
        reader.onPollingThread(consumer -> seek(consumer, partition, 500), LIMIT);
        Thread.sleep(1_500);
        assertThat(reader.fault(LIMIT)).isEmpty();
        reader.onPollingThread(consumer -> seek(consumer, partition, 15), LIMIT);
        await().atMost(LIMIT).until(() -> begun.size() == 5);
        assertThat(begun.getLast()).containsExactly(15, 16, 17, 18, 19);
    }

    @Test
    void readsTopicsThatComeLaterUnderItsPattern() {
        String late = topic + ".late";
        BatchReader<Void, Integer> reader = reader("one", 5, (batch, _) -> begun.add(values(batch)));
        reader.start(Pattern.compile(Pattern.quote(topic) + "\\.late"), partitions);
        send(late, 100, 3);
        await().atMost(LIMIT)
                .until(() -> begun.stream().flatMap(List::stream).toList().equals(List.of(100, 101, 102)));
    }

    @Test
    void closingWaitsForTheBatchInHandAndHandlesNoOther() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        BatchReader<Void, Integer> reader = start("one", (batch, _) -> {
            begun.add(values(batch));
            inHand.countDown();
            Thread.sleep(1_000);
            ended.add("batch");
        });
        assertThat(inHand.await(20, TimeUnit.SECONDS)).isTrue();
        reader.close();
        assertThat(ended).containsExactly("batch");
        assertThat(begun).hasSize(1);
        assertThat(reader.fault(Duration.ofMillis(100))).isEqualTo(Optional.of("the consumer of one has ended"));
    }

    @Test
    void closingGivesUpABatchThatDoesNotEnd() {
        BatchReader<Void, Integer> reader = start("one", this::handleWhenAllowed);
        await().atMost(LIMIT).until(() -> begun.size() == 1);
        long before = System.nanoTime();
        reader.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whatIsAskedOfAPollingThreadFailsForWhoAsked() throws Exception {
        BatchReader<Void, Integer> reader = start("one", this::handleWhenAllowed);
        assertThatThrownBy(() -> reader.onPollingThread(
                        _ -> {
                            throw new IllegalArgumentException("not this");
                        },
                        LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not this");
        CountDownLatch release = new CountDownLatch(1);
        Thread hold = Thread.ofPlatform().start(() -> hold(reader, release));
        await().atMost(LIMIT).until(() -> reader.fault(Duration.ofMillis(300)).isPresent());
        assertThat(reader.fault(Duration.ofMillis(300))).isEqualTo(Optional.of("the consumer of one does not poll"));
        release.countDown();
        hold.join();
        assertThat(reader.fault(LIMIT)).isEmpty();
    }

    private static void hold(BatchReader<Void, Integer> reader, CountDownLatch release) {
        try {
            reader.onPollingThread(
                    _ -> {
                        try {
                            return release.await(20, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    LIMIT);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long position(BatchReader<Void, Integer> reader) throws TimeoutException, InterruptedException {
        return reader.onPollingThread(consumer -> consumer.position(new TopicPartition(topic, 0)), LIMIT);
    }

    private static boolean seek(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        return true;
    }

    private void handleWhenAllowed(ConsumerRecords<Void, Integer> batch, int generation) throws InterruptedException {
        begun.add(values(batch));
        generations.add(generation);
        mayEnd.acquire();
    }

    private static List<Integer> values(ConsumerRecords<Void, Integer> batch) {
        List<Integer> values = new ArrayList<>();
        for (ConsumerRecord<Void, Integer> message : batch) {
            values.add(message.value());
        }
        return values;
    }

    private BatchReader<Void, Integer> start(String name, BatchReader.Handler<Void, Integer> handler) {
        BatchReader<Void, Integer> reader = reader(name, 5, handler);
        reader.start(topic, partitions);
        return reader;
    }

    private BatchReader<Void, Integer> reader(String name, int most, BatchReader.Handler<Void, Integer> handler) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                TestServers.bootstrapServers(),
                "client.id",
                name,
                "group.id",
                topic,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "none",
                "max.poll.records",
                5,
                "metadata.max.age.ms",
                300,
                "session.timeout.ms",
                SESSION_MILLIS,
                "heartbeat.interval.ms",
                500));
        BatchReader<Void, Integer> reader = new BatchReader<>(
                name, new KafkaConsumer<>(settings, new IgnoredKeys(), new IntegerDeserializer()), most, handler);
        readers.add(reader);
        return reader;
    }

    private static void send(String topic, int first, int count) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            TopicCreation.ensure(admin, topic, 1, Map.of());
        }
        try (KafkaProducer<Void, Integer> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new VoidSerializer(),
                new IntegerSerializer())) {
            for (int i = first; i < first + count; i++) {
                var _ = producer.send(new ProducerRecord<>(topic, 0, null, i));
            }
        }
    }

    /** Begins at the beginning, as nothing is committed. */
    private static final class Partitions implements PartitionListener {
        private final List<TopicPartition> gone = new CopyOnWriteArrayList<>();

        @Override
        public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
            assigned.forEach(partition -> consumer.seek(partition, 0));
        }

        @Override
        public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
            gone.addAll(revoked);
        }
    }
}
