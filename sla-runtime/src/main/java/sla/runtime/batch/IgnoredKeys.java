package sla.runtime.batch;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Keys only spread messages over partitions; what a message is about stands in its value. */
final class IgnoredKeys implements Deserializer<Void> {
    @Override
    public @Nullable Void deserialize(String topic, byte @Nullable [] data) {
        return null;
    }

    @Override
    public @Nullable Void deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        return null;
    }
}
