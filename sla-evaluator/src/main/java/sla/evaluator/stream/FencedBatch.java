package sla.evaluator.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import sla.evaluator.stream.StoredPositions.Ownership;

/**
 * The messages of one poll that may be stored, by partition. Storing them and advancing the positions is one
 * transaction:
 *
 * <pre>
 * List&lt;Position&gt; positions = batch.lockPositions(connection);   // first: takes the partitions' rows
 * … store messages(positions) …
 * advance(connection, positions);
 * connection.commit();
 * </pre>
 */
final class FencedBatch {
    private final List<Part> parts;

    FencedBatch(List<Part> parts) {
        this.parts = parts.stream()
                .sorted(Comparator.comparing((Part part) -> part.partition().topic())
                        .thenComparingInt(part -> part.partition().partition()))
                .toList();
    }

    /**
     * The messages of one partition that we own, at least one.
     *
     * @param end where the next poll of the partition goes on
     */
    record Part(
            TopicPartition partition, Ownership ownership, List<ConsumerRecord<?, PolledBytes>> messages, long end) {}

    /** Where a part's partition stands in the database. */
    record Position(Part part, long next) {}

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Locks the positions of all partitions, in a fixed order, and gives what the database says is next.
     *
     * @throws FencedException if another owner has raised an epoch
     */
    List<Position> lockPositions(Connection connection) throws SQLException {
        List<Position> positions = new ArrayList<>();
        String sql = """
                select epoch, next_offset from input_position
                where cluster_id = ? and topic_id = ? and partition = ? for update
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (Part part : parts) {
                Ownership ownership = part.ownership();
                select.setString(1, ownership.topic().clusterId());
                select.setString(2, ownership.topic().topicId());
                select.setInt(3, part.partition().partition());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next() || row.getLong(1) != ownership.epoch()) {
                        throw new FencedException(part);
                    }
                    positions.add(new Position(part, atLeast(row.getLong(2), ownership.next(), part.partition())));
                }
            }
        }
        return positions;
    }

    /** The database must not say less than this epoch has stored: that would mean a restored or foreign database. */
    private static long atLeast(long stored, long known, TopicPartition partition) {
        if (stored < known) {
            throw new PositionWentBackException(partition, stored, known);
        }
        return stored;
    }

    /** The messages that are not stored yet: single ones below the position are left out. */
    static List<ConsumerRecord<?, PolledBytes>> messages(List<Position> positions) {
        List<ConsumerRecord<?, PolledBytes>> fresh = new ArrayList<>();
        for (Position position : positions) {
            for (ConsumerRecord<?, PolledBytes> message : position.part().messages()) {
                if (message.offset() >= position.next()) {
                    fresh.add(message);
                }
            }
        }
        return fresh;
    }

    /**
     * Moves each partition on behind this batch: never backwards, and without asking for contiguous offsets, because
     * transaction markers leave holes.
     */
    static List<Position> advance(Connection connection, List<Position> positions) throws SQLException {
        List<Position> advanced = new ArrayList<>();
        String sql =
                "update input_position set next_offset = ? where cluster_id = ? and topic_id = ? and partition = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Position position : positions) {
                Part part = position.part();
                long next = Math.max(position.next(), part.end());
                update.setLong(1, next);
                update.setString(2, part.ownership().topic().clusterId());
                update.setString(3, part.ownership().topic().topicId());
                update.setInt(4, part.partition().partition());
                update.executeUpdate();
                advanced.add(new Position(part, next));
            }
        }
        return advanced;
    }

    /** Another process owns the partition now. */
    static final class FencedException extends RuntimeException {
        private final transient Part part;

        FencedException(Part part) {
            super(part.partition() + " has another owner");
            this.part = part;
        }

        Part part() {
            return part;
        }
    }

    /** The stored position is below what was stored before. */
    static final class PositionWentBackException extends RuntimeException {
        PositionWentBackException(TopicPartition partition, long stored, long known) {
            super(partition + " is stored up to " + stored + " although this process stored up to " + known
                    + ": was the database restored? Restart the service after checking it");
        }
    }
}
