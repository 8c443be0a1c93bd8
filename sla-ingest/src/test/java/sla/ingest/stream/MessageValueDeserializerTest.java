package sla.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sla.ingest.event.MessageValue;

class MessageValueDeserializerTest {
    private static final int TEN_MEGABYTES = 10_000_000;

    @Test
    void aBatchOfBombsTakesNextToNoMemory() {
        try (MessageValueDeserializer deserializer = new MessageValueDeserializer()) {
            ByteBuffer bomb = ByteBuffer.allocate(TEN_MEGABYTES);
            List<MessageValue> batch = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                batch.add(deserializer.deserialize("source.x.records", new RecordHeaders(), bomb.duplicate()));
            }

            assertThat(batch).allSatisfy(value -> assertThat(value.keptSize()).isLessThanOrEqualTo(4096));
            assertThat(batch).allSatisfy(value -> assertThat(value.size()).isEqualTo(TEN_MEGABYTES));
        }
    }

    /** The connector hands over an array instead of a buffer: it must not be held on to either. */
    @Test
    void keepsNoArrayItWasGiven() {
        try (MessageValueDeserializer deserializer = new MessageValueDeserializer()) {
            MessageValue value =
                    deserializer.deserialize("source.x.records", new RecordHeaders(), new byte[TEN_MEGABYTES]);

            assertThat(value.keptSize()).isLessThanOrEqualTo(4096);
        }
    }

    @Test
    void keepsNoHeaders() {
        Headers headers =
                new RecordHeaders().add("bomb", new byte[TEN_MEGABYTES]).add("bomb", new byte[1]);
        try (MessageValueDeserializer deserializer = new MessageValueDeserializer()) {
            deserializer.deserialize("source.x.records", headers, ByteBuffer.wrap(new byte[1]));
        }

        assertThat(headers.toArray()).isEmpty();
    }

    /** One after the other from the beginning they would take minutes, in which no partition is polled. */
    @Test
    @Timeout(30)
    void aMessageOfManyHeadersHoldsNobodyUp() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 200_000; i++) {
            headers.add("h" + i, new byte[0]);
        }
        try (MessageValueDeserializer deserializer = new MessageValueDeserializer()) {
            deserializer.deserialize("source.x.records", headers, ByteBuffer.wrap(new byte[1]));
        }

        assertThat(headers.toArray()).isEmpty();
    }

    @Test
    void knowsAMissingValueFromAnEmptyOne() {
        try (MessageValueDeserializer deserializer = new MessageValueDeserializer()) {
            assertThat(deserializer.deserialize("source.x.records", new RecordHeaders(), (byte[]) null))
                    .isNull();
            assertThat(deserializer
                            .deserialize("source.x.records", new RecordHeaders(), new byte[0])
                            .size())
                    .isZero();
        }
    }
}
