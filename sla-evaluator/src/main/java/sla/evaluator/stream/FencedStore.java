package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.stream.FencedBatch.FencedException;
import sla.evaluator.stream.FencedBatch.Part;
import sla.evaluator.stream.FencedBatch.Position;

/**
 * Stores batches of messages exactly once: each in one transaction with its positions, retried in place for as long as
 * it takes, never skipped. Only a partition that now belongs to somebody else is dropped; its new owner has it.
 */
@ApplicationScoped
public class FencedStore {
    private static final Logger LOG = Logger.getLogger(FencedStore.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DataSource database;
    private final StoredPositions positions;
    private final StreamHealth health;
    private final Failpoints failpoints;

    FencedStore(DataSource database, StoredPositions positions, StreamHealth health, Failpoints failpoints) {
        this.database = database;
        this.positions = positions;
        this.health = health;
        this.failpoints = failpoints;
    }

    /** What to do with the messages of a batch, inside its transaction. May be called again after a failure. */
    public interface Work {
        void store(Connection connection, List<ConsumerRecord<?, PolledBytes>> messages) throws SQLException;

        /** After the commit, once. */
        default void committed() {}
    }

    /** Thrown by work that noticed what it lacked: the transaction is rolled back and the work called again at once. */
    public static final class TryAgainException extends RuntimeException {}

    /**
     * On the channel's worker thread; returns when everything that is ours is stored. However it ends otherwise, the
     * partitions are given up: a later batch would move their positions over what was not stored.
     */
    public <K> void store(String channel, ConsumerRecords<K, PolledBytes> polled, Work work) {
        List<Part> parts = handOut(polled);
        boolean stored = false;
        health.started(channel);
        try {
            stored = storeAll(channel, parts, work);
        } finally {
            health.ended(channel);
            if (!stored) {
                parts.forEach(part -> positions.lost(part.partition(), part.ownership()));
            }
        }
    }

    private boolean storeAll(String channel, List<Part> parts, Work work) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            FencedBatch batch = new FencedBatch(stillOurs(parts));
            if (batch.isEmpty()) {
                health.succeeded(channel);
                return true;
            }
            try {
                storeOnce(batch, work);
                health.succeeded(channel);
                work.committed();
                return true;
            } catch (FencedException e) {
                // The rest of the batch is still ours: the next turn leaves this partition out.
                positions.lost(e.part().partition(), e.part().ownership());
                LOG.infof("%s: what was read of it is left to its new owner", e.getMessage());
            } catch (TryAgainException e) {
                LOG.debugf("A batch of %s is done over", channel);
            } catch (SQLException | RuntimeException e) {
                if (health.failed(channel, e)) {
                    LOG.warnf("A batch of %s is not stored yet and will be tried again: %s", channel, e.getMessage());
                    LOG.debug("Failed batch", e);
                }
                if (!sleep(pause)) {
                    return false;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private <K> List<Part> handOut(ConsumerRecords<K, PolledBytes> polled) {
        List<Part> parts = new ArrayList<>();
        for (TopicPartition partition : polled.partitions()) {
            positions.ownership(partition).ifPresent(ownership -> {
                List<ConsumerRecord<?, PolledBytes>> ours = new ArrayList<>();
                for (ConsumerRecord<K, PolledBytes> message : polled.records(partition)) {
                    if (message.value().generation() >= ownership.generation()) {
                        ours.add(message);
                    }
                }
                if (!ours.isEmpty()) {
                    Part part = new Part(partition, ownership, ours, end(polled, partition));
                    if (positions.handOut(partition, ownership, part.end())) {
                        parts.add(part);
                    }
                }
            });
        }
        return parts;
    }

    /** Behind transaction markers too: a position in front of one that is deleted later would look like a loss. */
    private static <K> long end(ConsumerRecords<K, PolledBytes> polled, TopicPartition partition) {
        long end = polled.records(partition).getLast().offset() + 1;
        OffsetAndMetadata next = polled.nextOffsets().get(partition);
        return next == null ? end : Math.max(end, next.offset());
    }

    private List<Part> stillOurs(List<Part> parts) {
        return parts.stream()
                .filter(part -> positions
                        .ownership(part.partition())
                        .filter(part.ownership()::isSameAs)
                        .isPresent())
                .toList();
    }

    private void storeOnce(FencedBatch batch, Work work) throws SQLException {
        List<Position> after;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement limit = connection.createStatement()) {
                // A process that is frozen in the middle must not hold its partitions' rows for ever.
                // Besides, a batch looks up few rows of large tables. Else the database reads a table whole as long as
                // that seems cheaper, and what a batch takes grows with all that came before it.
                limit.execute("set local transaction_timeout = '5min'; set local enable_hashjoin = off;"
                        + " set local enable_mergejoin = off");
                List<Position> before = batch.lockPositions(connection);
                work.store(connection, FencedBatch.messages(before));
                after = FencedBatch.advance(connection, before);
                failpoints.reached(Failpoint.BEFORE_COMMIT);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
        failpoints.reached(Failpoint.AFTER_COMMIT);
        for (Position position : after) {
            positions.advance(position.part().partition(), position.part().ownership(), position.next());
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
