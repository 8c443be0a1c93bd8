package sla.evaluator.stream;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A message's bytes with the generation in which they were polled. A batch that was polled before its partition was
 * revoked and given again must not be stored after the new seek: it may begin behind records that were refused in
 * between, and they would be lost. Such a batch is known by its generation.
 */
// Never compared: the array is only carried.
@SuppressWarnings("ArrayRecordComponent")
public record PolledBytes(long generation, byte @Nullable [] bytes) {
    private static final AtomicLong GENERATION = new AtomicLong();

    /** Starts a new generation: whatever was polled before is older. Call on the polling thread, before the seek. */
    static long nextGeneration() {
        return GENERATION.incrementAndGet();
    }

    /** Runs in {@code poll}, on the polling thread, as the rebalance listener does. */
    public static final class Reader implements Deserializer<PolledBytes> {
        @Override
        public PolledBytes deserialize(String topic, byte @Nullable [] data) {
            return new PolledBytes(GENERATION.get(), data);
        }
    }
}
