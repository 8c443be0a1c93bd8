package sla.ingest.projection;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.runtime.topic.PartitionLogs;

/**
 * Follows one projection's topic: poll and store, on one thread, so that no batch is in flight while partitions change
 * hands. After any failure it starts over with a new consumer where the table stands. The group's own offsets are
 * committed for tools that show the lag, and never read here.
 */
final class ProjectionThread {
    private static final Logger LOG = Logger.getLogger(ProjectionThread.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Projection projection;
    private final TablePositions positions;
    private final PartitionLogs logs;
    private final ResumePoint resumePoint;
    private final String bootstrapServers;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Instant lastGood;
    private volatile @Nullable String failure;
    /** Of the topic in which the consumer stands; only of this thread. */
    private String topicId = "";

    ProjectionThread(
            Projection projection,
            TablePositions positions,
            PartitionLogs logs,
            boolean acceptLogLoss,
            String bootstrapServers,
            Clock clock) {
        this.projection = projection;
        this.positions = positions;
        this.logs = logs;
        this.resumePoint = new ResumePoint(projection, logs, positions, acceptLogLoss);
        this.bootstrapServers = bootstrapServers;
        this.clock = clock;
        this.lastGood = clock.instant();
        this.thread = Thread.ofPlatform().name(projection.name()).daemon().start(this::run);
    }

    String name() {
        return projection.name();
    }

    /** Why it has not come round for longer than that, or null. */
    @Nullable
    String standingStillFor(Duration limit) {
        if (!lastGood.isBefore(clock.instant().minus(limit))) {
            return null;
        }
        return "last came round at " + lastGood + ": " + (failure == null ? "no answer since" : failure);
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                consumer.subscribe(List.of(projection.topic()), new SeekToStored(consumer));
                while (!stopped) {
                    storeNext(consumer);
                }
            } catch (RuntimeException | SQLException e) {
                if (failure == null && !stopped) {
                    LOG.warnf("The table of %s waits, nothing is lost: %s", projection.name(), e.getMessage());
                }
                failure = String.valueOf(e.getMessage());
                pause();
            }
        }
    }

    private void storeNext(KafkaConsumer<String, byte[]> consumer) throws SQLException {
        ConsumerRecords<String, byte[]> batch = consumer.poll(POLL);
        // Without messages too: behind a transaction's marker, for one in front of it would look lost once it is gone.
        if (!batch.nextOffsets().isEmpty()) {
            requireSameTopic();
            List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>(batch.count());
            batch.forEach(messages::add);
            Map<Integer, Long> next = new HashMap<>();
            batch.nextOffsets().forEach((partition, offset) -> next.put(partition.partition(), offset.offset()));
            positions.store(projection, topicId, messages, next);
            consumer.commitSync();
        }
        failure = null;
        lastGood = clock.instant();
    }

    /** A topic that is made anew keeps its name, and the consumer goes on in it as if nothing had happened. */
    private void requireSameTopic() {
        if (!logs.topic(projection.topic()).topicId().equals(topicId)) {
            throw new KafkaException("The topic " + projection.topic() + " was made anew");
        }
    }

    private final class SeekToStored implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        SeekToStored(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            try {
                topicId = logs.topic(projection.topic()).topicId();
                resumePoint.of(partitions, topicId).forEach(consumer::seek);
            } catch (SQLException e) {
                throw new KafkaException("The stored positions cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, projection.group()),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
                // Partitions that are added to the topic are read soon.
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000),
                Map.entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
