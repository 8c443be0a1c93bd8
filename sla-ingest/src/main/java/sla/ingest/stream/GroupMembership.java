package sla.ingest.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import sla.runtime.batch.PartitionListener;

/**
 * The generation of the consumer group in which this process now owns partitions. A batch polled in another generation
 * must be dropped whole: since then somebody else may have written it, and what nobody has written is polled again from
 * the committed offsets, because each new generation starts there.
 */
@ApplicationScoped
public class GroupMembership implements PartitionListener {
    private volatile @Nullable ConsumerGroupMetadata current;
    private volatile int partitions;

    /** Set and cleared on the polling thread, within the poll that changes the generation. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        partitions = consumer.assignment().size();
        current = consumer.groupMetadata();
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        current = null;
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
        current = null;
    }

    /**
     * What proves to the broker that offsets are committed by the partitions' owner: it refuses them if the group has
     * moved on meanwhile. Null if the batch's generation is over. A negative generation is none; the broker would not
     * check it.
     */
    @Nullable
    ConsumerGroupMetadata ofGeneration(int generation) {
        ConsumerGroupMetadata now = current;
        return generation >= 0 && now != null && now.generationId() == generation ? now : null;
    }

    boolean joined() {
        return current != null;
    }

    int partitions() {
        return partitions;
    }
}
