package sla.ingest.stream;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import sla.ingest.event.MessageValue;

/**
 * Keeps of each value what {@link MessageValue} needs, and no headers: this runs while a batch is being polled, and
 * whatever it keeps stays in memory until the whole batch is done.
 */
public final class MessageValueDeserializer implements Deserializer<MessageValue> {
    private static final int BLOCK = 4096;

    @Override
    public @Nullable MessageValue deserialize(String topic, byte @Nullable [] data) {
        return data == null ? null : MessageValue.of(data);
    }

    @Override
    public @Nullable MessageValue deserialize(String topic, Headers headers, byte @Nullable [] data) {
        drop(headers);
        return deserialize(topic, data);
    }

    @Override
    public @Nullable MessageValue deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        drop(headers);
        return data == null ? null : MessageValue.of(data);
    }

    /**
     * From the end, a block at a time: each removal moves all that is behind it, so a message of a million headers would
     * take minutes otherwise, and all partitions would wait for it.
     */
    private static void drop(Headers headers) {
        for (int left = headers.toArray().length; left > 0; ) {
            int keep = Math.max(0, left - BLOCK);
            Iterator<Header> each = headers.iterator();
            for (int i = 0; i < keep; i++) {
                each.next();
            }
            while (each.hasNext()) {
                each.next();
                each.remove();
            }
            left = keep;
        }
    }
}
