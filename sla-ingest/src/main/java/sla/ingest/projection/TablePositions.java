package sla.ingest.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How far each table follows its topic, stored in the transaction that changes the table: a table that is lost or
 * restored goes on, or begins again, with its own positions, whatever Kafka remembers of the group.
 */
@ApplicationScoped
public class TablePositions {
    private final DataSource database;

    TablePositions(DataSource database) {
        this.database = database;
    }

    /** Where to go on, by partition; those that are absent begin. */
    Map<Integer, Long> next(Projection projection, String topicId) throws SQLException {
        Map<Integer, Long> next = new TreeMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement takeOver = connection.prepareStatement(
                        "update table_position set topic_id = ? where name = ? and topic_id = ''");
                PreparedStatement select = connection.prepareStatement(
                        "select partition, next_offset from table_position where name = ? and topic_id = ?")) {
            takeOver.setString(1, topicId);
            takeOver.setString(2, projection.name());
            takeOver.executeUpdate();
            select.setString(1, projection.name());
            select.setString(2, topicId);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    next.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return next;
    }

    /**
     * Stores the messages that are not stored yet, and the positions behind them, all or nothing.
     *
     * @param next where to go on then, by partition
     */
    public void store(
            Projection projection,
            String topicId,
            List<ConsumerRecord<String, byte[]>> messages,
            Map<Integer, Long> next)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<Integer, Long> stored = lock(connection, projection, topicId, next);
                List<ConsumerRecord<String, byte[]>> fresh = messages.stream()
                        .filter(message -> message.offset() >= stored.getOrDefault(message.partition(), 0L))
                        .toList();
                projection.store(connection, fresh);
                next.forEach((partition, offset) -> stored.merge(partition, offset, Math::max));
                update(connection, projection, topicId, stored);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Moves on, or back, without storing anything. */
    void move(Projection projection, String topicId, int partition, long next) throws SQLException {
        try (Connection connection = database.getConnection()) {
            update(connection, projection, topicId, Map.of(partition, next));
        }
    }

    /** Locks in the order of partitions, so that two writers during a rebalance wait and do not lock each other out. */
    private static Map<Integer, Long> lock(
            Connection connection, Projection projection, String topicId, Map<Integer, Long> partitions)
            throws SQLException {
        Map<Integer, Long> stored = new TreeMap<>();
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into table_position values (?, ?, ?, 0) on conflict do nothing");
                PreparedStatement select = connection.prepareStatement("select next_offset from table_position"
                        + " where name = ? and topic_id = ? and partition = ? for update")) {
            for (int partition : new TreeMap<>(partitions).keySet()) {
                key(insert, 1, projection, topicId, partition);
                insert.executeUpdate();
                key(select, 1, projection, topicId, partition);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    stored.put(partition, row.getLong(1));
                }
            }
        }
        return stored;
    }

    private static void update(
            Connection connection, Projection projection, String topicId, Map<Integer, Long> positions)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update table_position set next_offset = ? where name = ? and topic_id = ? and partition = ?")) {
            for (var entry : positions.entrySet()) {
                update.setLong(1, entry.getValue());
                key(update, 2, projection, topicId, entry.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void key(
            PreparedStatement statement, int first, Projection projection, String topicId, int partition)
            throws SQLException {
        statement.setString(first, projection.name());
        statement.setString(first + 1, topicId);
        statement.setInt(first + 2, partition);
    }
}
