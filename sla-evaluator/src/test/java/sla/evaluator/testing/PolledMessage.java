package sla.evaluator.testing;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import sla.evaluator.stream.PolledBytes;

/** A message as a consumer gets it. */
public final class PolledMessage {
    private PolledMessage() {}

    public static ConsumerRecord<?, PolledBytes> at(String topic, long offset, Instant appendedAt, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                appendedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                value.length,
                "key",
                new PolledBytes(0, value),
                new RecordHeaders(),
                Optional.empty());
    }
}
