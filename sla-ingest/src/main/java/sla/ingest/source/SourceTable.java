package sla.ingest.source;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.model.Topics;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/**
 * All registrations, in memory: read from the start of their topic, then followed. Whoever needs to be sure that the
 * table is not behind asks it to catch up first.
 */
@ApplicationScoped
public class SourceTable {
    private static final Logger LOG = Logger.getLogger(SourceTable.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final SourceTopics topics;
    private final Clock clock;
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private volatile Map<String, SourceRegistration> sources = Map.of();
    private volatile boolean complete;
    private volatile boolean stopped;
    private volatile @Nullable String failure;
    private volatile Instant lastRound;
    private @Nullable Thread thread;

    SourceTable(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            SourceTopics topics,
            Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.clock = clock;
        this.lastRound = clock.instant();
    }

    /** One moment's registrations by source id. */
    public Map<String, SourceRegistration> current() {
        return sources;
    }

    /** Whether the table has once been read to the end; before that nothing may be judged by it. */
    public boolean complete() {
        return complete;
    }

    /**
     * Returns when every registration published before this call is in the table.
     *
     * @throws TimeoutException if the topic cannot be read in that time
     */
    public void catchUp(Duration limit) throws TimeoutException, InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(done);
        try {
            done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nobody fails this future", e);
        }
    }

    /** Why the table cannot be relied on, or null. */
    @Nullable
    String fault(Duration limit) {
        if (failure != null) {
            return failure;
        }
        if (!complete) {
            return "the registrations have not been read to their end yet";
        }
        return lastRound.isBefore(clock.instant().minus(limit)) ? "not followed since " + lastRound : null;
    }

    void start(@Observes @Priority(20) StartupEvent event) {
        thread = Thread.ofPlatform().name("sources").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        while (!stopped) {
            try (KafkaConsumer<String, byte[]> consumer = consumer()) {
                follow(consumer);
            } catch (RuntimeException e) {
                if (failure == null && !stopped) {
                    LOG.warnf(
                            "The registrations of sources cannot be read, the last known ones hold: %s",
                            e.getMessage());
                }
                failure = String.valueOf(e.getMessage());
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SOURCES).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + Topics.SOURCES + " has no partitions yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<String, SourceRegistration> read = new TreeMap<>();
        readTo(consumer.endOffsets(partitions), consumer, read);
        sources = Map.copyOf(read);
        complete = true;
        failure = null;
        while (!stopped) {
            List<CompletableFuture<Void>> waiting = new ArrayList<>();
            for (var next = asked.poll(); next != null; next = asked.poll()) {
                waiting.add(next);
            }
            if (readTo(waiting.isEmpty() ? Map.of() : consumer.endOffsets(partitions), consumer, read)) {
                sources = Map.copyOf(read);
            }
            waiting.forEach(done -> done.complete(null));
            lastRound = clock.instant();
            topics.ensureAll(sources.keySet());
        }
    }

    /** Polls at least once, and until it stands at these ends or beyond; returns whether anything came. */
    private boolean readTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<String, byte[]> consumer,
            Map<String, SourceRegistration> read) {
        boolean changed = false;
        do {
            for (ConsumerRecord<String, byte[]> message : consumer.poll(ends.isEmpty() ? POLL : Duration.ZERO)) {
                apply(message, read);
                changed = true;
            }
        } while (!stopped
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()));
        return changed;
    }

    private static void apply(ConsumerRecord<String, byte[]> message, Map<String, SourceRegistration> read) {
        if (message.value() == null) {
            read.remove(message.key());
            return;
        }
        try {
            SourceRegistration registration = Json.MAPPER.readValue(message.value(), SourceRegistration.class);
            read.put(registration.id(), registration);
        } catch (IOException e) {
            LOG.errorf(
                    "The registration of source %s at %s-%d@%d cannot be read and is left out",
                    message.key(), message.topic(), message.partition(), message.offset());
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                100);
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
