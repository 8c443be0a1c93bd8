package sla.runtime.topic;

/**
 * What the broker holds of a partition.
 *
 * @param beginning offset of the first message it still has
 * @param end offset of the next message it will be sent, behind transactions that are still open
 */
public record PartitionLog(TopicId topic, long beginning, long end) {

    /** Whether a reader that wants this offset next misses nothing. */
    public boolean continuesAt(long next) {
        return beginning <= next && next <= end;
    }
}
