package sla.evaluator.stream;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.runtime.topic.TopicId;
import sla.runtime.topic.TopicIds;

/**
 * Keeps the position of every input partition in the database, in the transaction that stores the records, and fences
 * it: a partition that is assigned to us gets a new epoch, and only the holder of the current epoch may store.
 *
 * <p>States of a partition here: unknown → assigned (given by Kafka) → owned (epoch set, sought to the stored
 * position) → gone (revoked, or another epoch found). Only owned partitions are stored from. If the database cannot be
 * reached on assignment the partition stays assigned, and {@link PartitionClaims} tries again.
 */
@ApplicationScoped
@Default
@Identifier("stored-positions")
public class StoredPositions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(StoredPositions.class);

    private final DataSource database;
    private final TopicIds topicIds;
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Ownership> owned = new ConcurrentHashMap<>();

    StoredPositions(DataSource database, TopicIds topicIds) {
        this.database = database;
        this.topicIds = topicIds;
    }

    /**
     * What we hold of a partition.
     *
     * @param generation records polled in an earlier one are left out: they come again
     * @param next what the database must at least say, for this epoch never goes back
     */
    record Ownership(TopicId topic, long epoch, long generation, long next) {}

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        assigned.addAll(partitions);
        for (TopicPartition partition : partitions) {
            claim(consumer, partition);
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(assigned::remove);
        partitions.forEach(owned::remove);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }

    /** Sets a new epoch and seeks to the stored position. On the polling thread. */
    void claim(Consumer<?, ?> consumer, TopicPartition partition) {
        owned.remove(partition);
        long generation = PolledBytes.nextGeneration();
        try {
            Ownership ownership = raiseEpoch(topicIds.of(partition.topic()), partition, generation);
            consumer.seek(partition, ownership.next());
            owned.put(partition, ownership);
        } catch (SQLException | KafkaException | IllegalStateException e) {
            LOG.warnf("%s waits until its position can be read: %s", partition, e.getMessage());
        }
    }

    private Ownership raiseEpoch(TopicId topic, TopicPartition partition, long generation) throws SQLException {
        String sql = """
                insert into input_position as p (cluster_id, topic_id, partition, topic, epoch, next_offset)
                values (?, ?, ?, ?, 1, 0)
                on conflict (cluster_id, topic_id, partition) do update set epoch = p.epoch + 1
                returning epoch, next_offset
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, topic.clusterId());
            upsert.setString(2, topic.topicId());
            upsert.setInt(3, partition.partition());
            upsert.setString(4, partition.topic());
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return new Ownership(topic, row.getLong(1), generation, row.getLong(2));
            }
        }
    }

    Optional<Ownership> ownership(TopicPartition partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    /** After a commit: the database now says so, and may never say less while this epoch holds. */
    void advance(TopicPartition partition, Ownership stored, long next) {
        owned.computeIfPresent(
                partition,
                (_, current) -> current.epoch() == stored.epoch()
                        ? new Ownership(current.topic(), current.epoch(), current.generation(), next)
                        : current);
    }

    /** Another owner has raised the epoch: nothing of this partition may be stored any more. */
    void lost(TopicPartition partition, Ownership fenced) {
        owned.computeIfPresent(partition, (_, current) -> current.epoch() == fenced.epoch() ? null : current);
    }

    /** Partitions that Kafka gave us and from which we cannot store yet. */
    Set<TopicPartition> unclaimed() {
        Set<TopicPartition> partitions = ConcurrentHashMap.newKeySet();
        partitions.addAll(assigned);
        partitions.removeAll(owned.keySet());
        return partitions;
    }
}
