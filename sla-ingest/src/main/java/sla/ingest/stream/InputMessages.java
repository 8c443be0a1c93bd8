package sla.ingest.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import sla.ingest.event.MessageValue;
import sla.ingest.event.ReceivedMessage;
import sla.ingest.retry.RetryDeliveries;
import sla.ingest.retry.RetryDeliveries.Delivery;
import sla.ingest.source.AppendTimeCheck;
import sla.model.Topics;
import sla.model.event.InputPosition;

/** Turns a polled batch into messages to judge: those of the sources, and the rejected ones that are retried. */
@ApplicationScoped
public class InputMessages {
    private final AppendTimeCheck appendTime;
    private final RetryDeliveries retries;
    private final Clock clock;

    InputMessages(AppendTimeCheck appendTime, RetryDeliveries retries, Clock clock) {
        this.appendTime = appendTime;
        this.retries = retries;
        this.clock = clock;
    }

    List<ReceivedMessage> of(ConsumerRecords<Void, MessageValue> batch) throws SQLException {
        List<ReceivedMessage> messages = new ArrayList<>(batch.count());
        List<Delivery> deliveries = new ArrayList<>();
        for (TopicPartition partition : batch.partitions()) {
            if (partition.topic().equals(Topics.RETRIES)) {
                batch.records(partition).forEach(record -> deliveries.add(delivery(record)));
                continue;
            }
            String source = Topics.sourceOf(partition.topic()).orElseThrow();
            for (ConsumerRecord<Void, MessageValue> record : batch.records(partition)) {
                InputPosition input = new InputPosition(record.topic(), record.partition(), record.offset());
                MessageValue value = record.value() == null ? MessageValue.NONE : record.value();
                messages.add(new ReceivedMessage(source, input, receivedAt(record), value));
            }
        }
        messages.addAll(retries.take(deliveries));
        return messages;
    }

    private static Delivery delivery(ConsumerRecord<Void, MessageValue> record) {
        return new Delivery(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.value() == null ? MessageValue.NONE : record.value());
    }

    /** The sender's own time is not believed: with it a record could name its own arrival. */
    private Instant receivedAt(ConsumerRecord<Void, MessageValue> record) {
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
            return Instant.ofEpochMilli(record.timestamp());
        }
        appendTime.found(record.topic());
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
