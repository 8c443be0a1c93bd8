package sla.runtime.outbox;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.runtime.topic.TopicCreation;

/**
 * Moves outbox rows to Kafka in the order of their ids. Several processes may run it: a lock in the database lets one
 * at a time through. A row is deleted only after the broker acknowledged it, so a crash in between sends it again;
 * consumers are idempotent.
 */
@ApplicationScoped
@IfBuildProperty(name = "sla.outbox", stringValue = "true")
public class OutboxPublisher {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final DataSource database;
    private final String bootstrapServers;
    private final Semaphore work = new Semaphore(0);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private @Nullable Thread thread;

    OutboxPublisher(DataSource database, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.bootstrapServers = bootstrapServers;
    }

    /** Call after a commit that added rows, so that they leave at once and not at the next look. */
    public void wake() {
        work.release();
    }

    /** Why the last attempt failed, or null once everything that waited has left. */
    @Nullable
    String failure() {
        return failure.get();
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("outbox").daemon().start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(3));
            // A producer whose broker is away blocks; what it was to send stays in the table.
            thread.interrupt();
            thread.join(Duration.ofSeconds(7));
        }
    }

    private void run() {
        while (!stopped) {
            try (KafkaProducer<String, byte[]> producer = producer()) {
                publishUntilFailure(producer);
            } catch (SQLException | RuntimeException | ExecutionException e) {
                if (failure.getAndSet(String.valueOf(e.getMessage())) == null && !stopped) {
                    LOG.warnf("The outbox waits, nothing is lost: %s", e.getMessage());
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void publishUntilFailure(KafkaProducer<String, byte[]> producer)
            throws SQLException, ExecutionException, InterruptedException {
        while (!stopped) {
            if (!publishBatch(producer)) {
                work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
            }
        }
    }

    /** Whether there may be more to publish at once. */
    private boolean publishBatch(KafkaProducer<String, byte[]> producer)
            throws SQLException, ExecutionException, InterruptedException {
        OutboxBatch.Result result;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection)) {
                    // Another process publishes. Whether what failed here works again, it does not tell us.
                    connection.rollback();
                    return false;
                }
                result = new OutboxBatch(connection).publish(producer);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
        if (result.failure() != null) {
            throw new ExecutionException(result.failure().getMessage(), result.failure());
        }
        // Everything that waited has left: only this shows that the way is free again.
        failure.set(null);
        return result.full();
    }

    private static boolean lock(Connection connection) throws SQLException {
        // The schema is part of the key: services that share a database do not wait for each other.
        String sql = "select pg_try_advisory_xact_lock(hashtextextended('outbox of ' || current_schema(), 0))";
        try (PreparedStatement lock = connection.prepareStatement(sql);
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        TopicCreation.MOST_MESSAGE_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private void pause() {
        try {
            work.tryAcquire(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
