package sla.runtime.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.model.Topics;

/**
 * One transaction's worth of outbox rows. Rows leave in the order of their ids up to the first that does not: the ones
 * behind it are sent again after it, so that the last message of a key stays the last. A row that the broker can never
 * take is set aside instead, and the others go on.
 */
final class OutboxBatch {
    private static final Logger LOG = Logger.getLogger(OutboxBatch.class);
    private static final int MOST_ROWS = 1000;
    private static final long MOST_BYTES = 16 << 20;

    private final Connection connection;
    private final List<Sent> sent = new ArrayList<>();
    private boolean full;

    OutboxBatch(Connection connection) {
        this.connection = connection;
    }

    private record Sent(long id, String topic, String key, Future<RecordMetadata> acknowledgement) {}

    /**
     * What became of it.
     *
     * @param full whether there may be more rows
     * @param failure why not all of it left, null if all did
     */
    record Result(boolean full, @Nullable Throwable failure) {}

    Result publish(Producer<String, byte[]> producer) throws SQLException, InterruptedException {
        send(producer);
        producer.flush();
        List<Long> left = new ArrayList<>();
        Throwable failure = null;
        for (Sent row : sent) {
            Throwable reason = failure(row.acknowledgement());
            if (reason == null) {
                left.add(row.id());
            } else if (never(reason)) {
                setAside(row, reason);
            } else {
                failure = reason;
                break;
            }
        }
        delete(left);
        return new Result(full, failure);
    }

    /** Stops at the first row that fails at once: without a broker, each would block for as long again. */
    private void send(Producer<String, byte[]> producer) throws SQLException, InterruptedException {
        long bytes = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "select id, topic, key, value from outbox where refused is null order by id limit " + MOST_ROWS)) {
            select.setFetchSize(50);
            try (ResultSet rows = select.executeQuery()) {
                while (bytes < MOST_BYTES && rows.next()) {
                    byte[] value = rows.getBytes(4);
                    Sent row = new Sent(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            producer.send(message(rows.getString(2), rows.getString(3), value)));
                    sent.add(row);
                    bytes += value.length;
                    if (row.acknowledgement().isDone()) {
                        Throwable reason = failure(row.acknowledgement());
                        if (reason != null && !never(reason)) {
                            return;
                        }
                    }
                }
            }
        }
        full = bytes >= MOST_BYTES || sent.size() == MOST_ROWS;
    }

    /** All of a compacted topic in one partition: what replaces a message must not overtake it, nor the other way round. */
    private static ProducerRecord<String, byte[]> message(String topic, String key, byte[] value) {
        Integer partition = Topics.COMPACTED.contains(topic) ? Topics.COMPACTED_PARTITION : null;
        return new ProducerRecord<>(topic, partition, key, value);
    }

    private static @Nullable Throwable failure(Future<RecordMetadata> acknowledgement) throws InterruptedException {
        try {
            acknowledgement.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    /** Whether it lies in the message, so that no later try can go better. */
    private static boolean never(Throwable reason) {
        return reason instanceof RecordTooLargeException || reason instanceof InvalidRecordException;
    }

    private void setAside(Sent row, Throwable reason) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update outbox set refused = ? where id = ?")) {
            update.setString(1, String.valueOf(reason.getMessage()));
            update.setLong(2, row.id());
            update.executeUpdate();
        }
        LOG.errorf("Set aside in the outbox, message %s for %s: %s", row.key(), row.topic(), reason.getMessage());
    }

    private void delete(List<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }
}
