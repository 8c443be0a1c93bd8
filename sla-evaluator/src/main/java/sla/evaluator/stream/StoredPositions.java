package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.evaluator.stream.InputPositionTable.Claimed;
import sla.runtime.batch.PartitionListener;
import sla.runtime.topic.PartitionLog;
import sla.runtime.topic.PartitionLogs;
import sla.runtime.topic.TopicId;

/**
 * Keeps the position of every input partition in the database, in the transaction that stores the records, and fences
 * it: a partition that is assigned to us gets a new epoch, and only the holder of the current epoch may store.
 *
 * <p>States of a partition here: unknown → assigned (given by Kafka) → owned (epoch set, sought to the stored
 * position) → gone (revoked), or assigned again (another epoch found, a batch left unstored, another log under the same
 * name). Only owned partitions are stored from. If the database cannot be reached, or the stored position is not in
 * the log, the partition stays assigned, and {@link PartitionClaims} tries again.
 */
@ApplicationScoped
public class StoredPositions implements PartitionListener {
    private static final Logger LOG = Logger.getLogger(StoredPositions.class);

    private final InputPositionTable table;
    private final PartitionLogs logs;
    private final Set<TopicPartition> assigned = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Ownership> owned = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Exception> obstacles = new ConcurrentHashMap<>();

    @Inject
    StoredPositions(
            DataSource database,
            PartitionLogs logs,
            @ConfigProperty(name = "sla.evaluator.accept-log-loss", defaultValue = "false") boolean acceptLogLoss) {
        this.table = new InputPositionTable(database, acceptLogLoss);
        this.logs = logs;
    }

    /**
     * What we hold of a partition, from one claim to its end.
     *
     * @param generation names this ownership; records polled in an earlier one are left out: they come again
     * @param next what the database must at least say, for this epoch never goes back
     * @param given how far messages have been handed out to be stored
     */
    record Ownership(TopicId topic, long epoch, long generation, long next, long given) {
        boolean isSameAs(Ownership other) {
            return generation == other.generation;
        }
    }

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
        partitions.forEach(obstacles::remove);
    }

    /** Sets a new epoch and seeks to the stored position. On the polling thread. */
    void claim(Consumer<?, ?> consumer, TopicPartition partition) {
        owned.remove(partition);
        long generation = PolledBytes.nextGeneration();
        try {
            PartitionLog log = logs.of(partition);
            // Until its position is known nothing of it is wanted; with no position at all, or one outside the log,
            // every poll would fail, for the other partitions too.
            consumer.seek(partition, log.end());
            Claimed claimed = table.claim(partition, log);
            consumer.seek(partition, claimed.next());
            owned.put(
                    partition, new Ownership(log.topic(), claimed.epoch(), generation, claimed.next(), claimed.next()));
            obstacles.remove(partition);
        } catch (SQLException | KafkaException | IllegalStateException | LogLossException e) {
            Exception before = obstacles.put(partition, e);
            if (before == null || before.getClass() != e.getClass()) {
                if (e instanceof LogLossException) {
                    LOG.error(e.getMessage());
                } else {
                    LOG.warnf("%s waits until its position can be read: %s", partition, e.getMessage());
                }
            }
        }
    }

    Optional<Ownership> ownership(TopicPartition partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    /**
     * Notes that messages up to there are about to be stored. False if the partition is not ours any more, or if
     * earlier messages of the same ownership were not stored: then it is given up, to be claimed and read again.
     */
    boolean handOut(TopicPartition partition, Ownership to, long end) {
        Ownership now = owned.computeIfPresent(partition, (_, current) -> {
            if (!current.isSameAs(to)) {
                return current;
            }
            if (current.next() < current.given()) {
                LOG.errorf(
                        "%s: messages up to %d were read and are stored up to %d only; they are read again",
                        partition, current.given(), current.next());
                return null;
            }
            return new Ownership(current.topic(), current.epoch(), current.generation(), current.next(), end);
        });
        return now != null && now.isSameAs(to);
    }

    /** After a commit: the database now says so, and may never say less while this epoch holds. */
    void advance(TopicPartition partition, Ownership stored, long next) {
        owned.computeIfPresent(
                partition,
                (_, current) -> current.isSameAs(stored)
                        ? new Ownership(current.topic(), current.epoch(), current.generation(), next, current.given())
                        : current);
    }

    /** Nothing more may be stored in this ownership: another owner has raised the epoch, or messages were left out. */
    void lost(TopicPartition partition, Ownership ended) {
        owned.computeIfPresent(partition, (_, current) -> current.isSameAs(ended) ? null : current);
    }

    /** Partitions that Kafka gave us and from which we cannot store yet, with the reason. */
    Map<TopicPartition, String> unclaimed() {
        Map<TopicPartition, String> partitions = new HashMap<>();
        for (TopicPartition partition : assigned) {
            if (!owned.containsKey(partition)) {
                Exception obstacle = obstacles.get(partition);
                partitions.put(
                        partition,
                        obstacle == null ? partition + " is not claimed yet" : String.valueOf(obstacle.getMessage()));
            }
        }
        return partitions;
    }

    /** Where the consumer reads in the partitions that are ours. On the polling thread. */
    Map<TopicPartition, Long> reading(Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> reading = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (owned.containsKey(partition)) {
                reading.put(partition, consumer.position(partition));
            }
        }
        return reading;
    }

    /**
     * Gives up partitions that are not what they were: a topic made anew keeps its name, and the consumer goes on in
     * it as if nothing had happened. The next claim finds out what is the matter.
     */
    void compareWithLogs(Map<TopicPartition, Long> reading) {
        Map<TopicPartition, PartitionLog> now = reading.isEmpty() ? Map.of() : logs.of(reading.keySet());
        reading.forEach((partition, position) -> {
            Ownership ownership = owned.get(partition);
            PartitionLog log = now.get(partition);
            if (ownership != null
                    && log != null
                    && !(ownership.topic().equals(log.topic()) && log.continuesAt(position))) {
                LOG.warnf("%s is no longer the log that was read up to %d and is claimed again", partition, position);
                lost(partition, ownership);
            }
        });
    }
}
