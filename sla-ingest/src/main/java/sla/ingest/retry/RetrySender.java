package sla.ingest.retry;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.model.Topics;
import sla.model.event.InputPosition;
import sla.runtime.RepeatedTasks;

/**
 * Sends attempts to judgement, at least once, and never more than a few ahead of it: live messages go through the same
 * batches and must not wait behind a retry of many. One process sends at a time.
 */
@ApplicationScoped
public class RetrySender {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** After that long without a trace the message is taken for lost and sent again. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_UNDER_WAY = 1_000;

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('retries of ' || current_schema(), 0))";

    private static final String UNDER_WAY = "select count(*) from retry_attempt where outcome is null and sent_at > ?";

    private static final String NEXT = """
            select a.id, a.source, coalesce(a.kept_record_id, r.record_id, a.id::text), a.topic, a.partition,
                a.record_offset, a.received_at, a.body is null and r.size > octet_length(r.raw)
            from retry_attempt a join rejection r using (topic, partition, record_offset, received_at)
            where a.outcome is null and (a.sent_at is null or (a.delivered_at is null and a.sent_at <= ?))
            order by a.place, a.requested_at limit ?""";

    private static final String GONE = """
            with gone as (update retry_attempt set outcome = 'gone', judged_at = ? where id = ?)
            update rejection set state = 'open'
            where topic = ? and partition = ? and record_offset = ? and received_at = ?""";

    private final DataSource database;
    private final SourceMessages messages;
    private final RepeatedTasks tasks;
    private final Clock clock;
    private final KafkaProducer<String, byte[]> producer;

    RetrySender(
            DataSource database,
            SourceMessages messages,
            RepeatedTasks tasks,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.messages = messages;
        this.tasks = tasks;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void start(@Observes @Priority(40) StartupEvent event) {
        tasks.start("retries", PAUSE, this::sendNext);
    }

    void stop(@Observes @Priority(3000) ShutdownEvent event) {
        producer.close(Duration.ofSeconds(2));
    }

    /** One attempt on its way. */
    private record Next(
            UUID id, String source, String recordId, InputPosition input, Instant receivedAt, boolean cut) {}

    void sendNext() throws SQLException, ExecutionException, InterruptedException {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (lock(connection)) {
                    List<Next> next = next(connection, now);
                    List<UUID> sent = send(complete(connection, next, now));
                    markSent(connection, sent, now);
                }
                connection.commit();
            } catch (SQLException | RuntimeException | ExecutionException | InterruptedException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<Next> next(Connection connection, Instant now) throws SQLException {
        OffsetDateTime lost = now.minus(LOST_AFTER).atOffset(ZoneOffset.UTC);
        List<Next> next = new ArrayList<>();
        try (PreparedStatement underWay = connection.prepareStatement(UNDER_WAY);
                PreparedStatement select = connection.prepareStatement(NEXT)) {
            underWay.setObject(1, lost);
            int room = MOST_UNDER_WAY;
            try (ResultSet row = underWay.executeQuery()) {
                if (row.next()) {
                    room -= row.getInt(1);
                }
            }
            select.setObject(1, lost);
            select.setInt(2, Math.clamp(room, 0, MOST_AT_ONCE));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    next.add(new Next(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            new InputPosition(row.getString(4), row.getInt(5), row.getLong(6)),
                            row.getObject(7, OffsetDateTime.class).toInstant(),
                            row.getBoolean(8)));
                }
            }
        }
        return next;
    }

    /** Keeps whole what is kept in part only, as long as Kafka has it; what it no longer has is not judged. */
    private List<Next> complete(Connection connection, List<Next> attempts, Instant now) throws SQLException {
        List<Next> complete = new ArrayList<>(attempts.size());
        for (Next attempt : attempts) {
            if (!attempt.cut()) {
                complete.add(attempt);
                continue;
            }
            Optional<byte[]> whole = messages.find(attempt.input(), attempt.receivedAt());
            if (whole.isPresent()) {
                keep(connection, attempt, whole.get());
                complete.add(attempt);
            } else {
                gone(connection, attempt, now);
            }
        }
        return complete;
    }

    private static void keep(Connection connection, Next attempt, byte[] body) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update retry_attempt set body = ? where id = ?")) {
            update.setBytes(1, body);
            update.setObject(2, attempt.id());
            update.executeUpdate();
        }
    }

    private static void gone(Connection connection, Next attempt, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GONE)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, attempt.id());
            update.setString(3, attempt.input().topic());
            update.setInt(4, attempt.input().partition());
            update.setLong(5, attempt.input().offset());
            update.setObject(6, attempt.receivedAt().atOffset(ZoneOffset.UTC));
            update.executeUpdate();
        }
    }

    /** By record, so that retries of one record are judged in the order in which its messages came. */
    private List<UUID> send(List<Next> attempts) throws ExecutionException, InterruptedException {
        List<Future<?>> acknowledged = new ArrayList<>(attempts.size());
        for (Next attempt : attempts) {
            String key = attempt.source() + '/' + attempt.recordId();
            byte[] value = attempt.id().toString().getBytes(StandardCharsets.UTF_8);
            acknowledged.add(producer.send(new ProducerRecord<>(Topics.RETRIES, key, value)));
        }
        for (Future<?> one : acknowledged) {
            one.get();
        }
        return attempts.stream().map(Next::id).toList();
    }

    private static void markSent(Connection connection, List<UUID> sent, Instant now) throws SQLException {
        if (sent.isEmpty()) {
            return;
        }
        try (PreparedStatement update =
                connection.prepareStatement("update retry_attempt set sent_at = ? where id = any(?)")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setArray(2, connection.createArrayOf("uuid", sent.toArray()));
            update.executeUpdate();
        }
    }
}
