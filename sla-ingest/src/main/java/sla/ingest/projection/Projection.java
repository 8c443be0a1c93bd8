package sla.ingest.projection;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A table that is made of a topic. */
public interface Projection {
    String name();

    String topic();

    String group();

    /**
     * Stores the messages, all or none. They may come again, in other batches: storing them twice must change nothing.
     *
     * @param messages in order within each partition
     */
    void store(List<ConsumerRecord<String, byte[]>> messages) throws SQLException;

    /** Where to go on in these partitions; those left out go on where the group's offsets stand. */
    default Map<TopicPartition, Long> positions(Set<TopicPartition> partitions) throws SQLException {
        return Map.of();
    }
}
