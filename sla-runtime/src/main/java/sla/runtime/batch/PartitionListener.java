package sla.runtime.batch;

import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Told which partitions come and go, on the polling thread, within the poll that changes the group's generation. */
public interface PartitionListener {
    void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    /** They have another owner already. */
    default void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevoked(consumer, partitions);
    }
}
