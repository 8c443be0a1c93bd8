package sla.ingest.projection;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import sla.runtime.topic.PartitionLog;
import sla.runtime.topic.PartitionLogs;

/** Finds out where a table goes on when it is given partitions of its topic. */
final class ResumePoint {
    private static final Logger LOG = Logger.getLogger(ResumePoint.class);

    private final Projection projection;
    private final PartitionLogs logs;
    private final TablePositions positions;
    private final boolean acceptLogLoss;

    ResumePoint(Projection projection, PartitionLogs logs, TablePositions positions, boolean acceptLogLoss) {
        this.projection = projection;
        this.logs = logs;
        this.positions = positions;
        this.acceptLogLoss = acceptLogLoss;
    }

    /** @throws KafkaException if Kafka has lost messages that are not stored, or the end of its log */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, String topicId) throws SQLException {
        Map<Integer, Long> stored = positions.next(projection, topicId);
        Map<TopicPartition, PartitionLog> now = logs.of(partitions);
        Map<TopicPartition, Long> points = new HashMap<>();
        for (TopicPartition partition : partitions) {
            PartitionLog log = Objects.requireNonNull(now.get(partition));
            Long next = stored.get(partition.partition());
            if (next == null) {
                points.put(partition, log.beginning());
            } else if (log.continuesAt(next)) {
                points.put(partition, next);
            } else {
                points.put(partition, afterLoss(partition, topicId, log, next));
            }
        }
        return points;
    }

    private long afterLoss(TopicPartition partition, String topicId, PartitionLog log, long next) throws SQLException {
        String loss = "The table of " + projection.name() + " has " + partition + " up to offset " + next
                + ", but Kafka has " + log.beginning() + " to " + log.end() + ".";
        if (!acceptLogLoss) {
            throw new KafkaException(
                    loss + " Mend Kafka, or start once with sla.ingest.accept-log-loss=true to go on with what is"
                            + " left.");
        }
        long point = next < log.beginning() || projection.repeatable() ? log.beginning() : log.end();
        LOG.warnf("%s This is accepted, and the table goes on at offset %d.", loss, point);
        positions.move(projection, topicId, partition.partition(), point);
        return point;
    }
}
