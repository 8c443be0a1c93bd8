package sla.ingest.stream;

import java.nio.ByteBuffer;
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

    private static void drop(Headers headers) {
        for (Header header : headers.toArray()) {
            headers.remove(header.key());
        }
    }
}
