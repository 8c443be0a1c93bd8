package sla.contract.evaluation;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.runtime.topic.PartitionLogs;
import sla.runtime.topic.TopicId;

/**
 * How far evaluations have been stored, kept in the transaction that stores them: a database that is new or restored
 * reads again what it lacks, and a topic that is new is read from its beginning. Kafka's own offsets, which outlive the
 * database, are committed only for those who watch the lag.
 */
@ApplicationScoped
@Default
@Identifier("evaluation-positions")
class EvaluationPositions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(EvaluationPositions.class);

    private final DataSource database;
    private final PartitionLogs logs;
    private final Map<TopicPartition, TopicId> known = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

    EvaluationPositions(DataSource database, PartitionLogs logs) {
        this.database = database;
        this.logs = logs;
    }

    /** On the polling thread. A position that cannot be read is the beginning: storing a message again changes nothing. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            try {
                TopicId topic = logs.topic(partition.topic());
                known.put(partition, topic);
                long next = stored(topic, partition.partition());
                consumer.seek(partition, next);
                committed.put(partition, next);
            } catch (SQLException | KafkaException e) {
                LOG.warnf("%s is read from its beginning, its position cannot be: %s", partition, e.getMessage());
                consumer.seekToBeginning(List.of(partition));
                committed.remove(partition);
            }
        }
    }

    private long stored(TopicId topic, int partition) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return stored(connection, topic, partition);
        }
    }

    private static long stored(Connection connection, TopicId topic, int partition) throws SQLException {
        String sql = "select next_offset from evaluation_position"
                + " where cluster_id = ? and topic_id = ? and partition = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, topic.clusterId());
            select.setString(2, topic.topicId());
            select.setInt(3, partition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Moves on behind the batch, in the transaction that stores it. Never backwards. */
    void advance(Connection connection, ConsumerRecords<?, ?> batch) throws SQLException {
        String sql = """
                insert into evaluation_position as p (cluster_id, topic_id, partition, topic, next_offset)
                values (?, ?, ?, ?, ?)
                on conflict (cluster_id, topic_id, partition)
                    do update set next_offset = greatest(p.next_offset, excluded.next_offset)
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (TopicPartition partition : batch.partitions()) {
                TopicId topic = known.computeIfAbsent(partition, absent -> logs.topic(absent.topic()));
                refuseToGoBack(partition, stored(connection, topic, partition.partition()));
                upsert.setString(1, topic.clusterId());
                upsert.setString(2, topic.topicId());
                upsert.setInt(3, partition.partition());
                upsert.setString(4, partition.topic());
                upsert.setLong(5, batch.records(partition).getLast().offset() + 1);
                upsert.executeUpdate();
            }
        }
    }

    /** After the commit: the database may never say less while this process holds the partition. */
    void committed(ConsumerRecords<?, ?> batch) {
        for (TopicPartition partition : batch.partitions()) {
            committed.merge(partition, batch.records(partition).getLast().offset() + 1, Math::max);
        }
    }

    private void refuseToGoBack(TopicPartition partition, long stored) {
        long known = committed.getOrDefault(partition, 0L);
        if (stored < known) {
            throw new IllegalStateException(
                    partition + " is stored up to " + stored + " although this process stored up to " + known
                            + ": was the database restored? Restart the service, then it reads what is missing");
        }
    }
}
