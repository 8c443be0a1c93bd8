package sla.evaluator.stream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import sla.runtime.topic.PartitionLog;

/** Takes partitions over in the database. */
final class InputPositionTable {
    private final DataSource database;
    private final boolean acceptLogLoss;

    InputPositionTable(DataSource database, boolean acceptLogLoss) {
        this.database = database;
        this.acceptLogLoss = acceptLogLoss;
    }

    /** What the table says after a claim. */
    record Claimed(long epoch, long next) {}

    /**
     * Raises the partition's epoch. The first claim ever starts at the beginning of the log.
     *
     * @throws LogLossException if the stored position lies outside the log; then nothing is changed
     */
    Claimed claim(TopicPartition partition, PartitionLog log) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Claimed claimed = checked(connection, partition, log, raiseEpoch(connection, partition, log));
                connection.commit();
                return claimed;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static Claimed raiseEpoch(Connection connection, TopicPartition partition, PartitionLog log)
            throws SQLException {
        String sql = """
                insert into input_position as p (cluster_id, topic_id, partition, topic, epoch, next_offset)
                values (?, ?, ?, ?, 1, ?)
                on conflict (cluster_id, topic_id, partition) do update set epoch = p.epoch + 1
                returning epoch, next_offset
                """;
        try (Statement limit = connection.createStatement();
                PreparedStatement upsert = connection.prepareStatement(sql)) {
            // The row may be held by a process that is frozen, and this is the polling thread.
            limit.execute("set local lock_timeout = '2s'");
            upsert.setString(1, log.topic().clusterId());
            upsert.setString(2, log.topic().topicId());
            upsert.setInt(3, partition.partition());
            upsert.setString(4, partition.topic());
            upsert.setLong(5, log.beginning());
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return new Claimed(row.getLong(1), row.getLong(2));
            }
        }
    }

    private Claimed checked(Connection connection, TopicPartition partition, PartitionLog log, Claimed claimed)
            throws SQLException {
        if (log.continuesAt(claimed.next())) {
            return claimed;
        }
        LogLossException loss = new LogLossException(partition, log, claimed.next());
        if (!acceptLogLoss) {
            throw loss;
        }
        loss.accepted();
        String sql =
                "update input_position set next_offset = ? where cluster_id = ? and topic_id = ? and partition = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, log.beginning());
            update.setString(2, log.topic().clusterId());
            update.setString(3, log.topic().topicId());
            update.setInt(4, partition.partition());
            update.executeUpdate();
        }
        return new Claimed(claimed.epoch(), log.beginning());
    }
}
