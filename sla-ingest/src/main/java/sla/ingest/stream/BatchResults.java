package sla.ingest.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import sla.ingest.event.ReceivedMessage;
import sla.ingest.event.Verdict;
import sla.ingest.intake.IntakeSummary;
import sla.model.Topics;
import sla.model.event.EventType;
import sla.model.event.InputPosition;
import sla.model.event.Rejection;
import sla.model.event.RejectionCode;
import sla.model.json.Json;

/** What a batch sends on: its accepted records, its rejections, and a summary per source. */
final class BatchResults {
    private static final ObjectWriter REJECTION = Json.MAPPER.writerFor(Rejection.class);
    private static final ObjectWriter SUMMARY = Json.MAPPER.writerFor(IntakeSummary.class);

    private final List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
    private final Map<String, Count> counts = new TreeMap<>();

    BatchResults(List<ReceivedMessage> received, List<Verdict> verdicts) {
        for (int i = 0; i < verdicts.size(); i++) {
            ReceivedMessage message = received.get(i);
            Count count = counts.computeIfAbsent(message.source(), _ -> new Count());
            count.lastReceivedAt = later(count.lastReceivedAt, message.receivedAt());
            switch (verdicts.get(i)) {
                case Verdict.Accepted accepted -> {
                    count.accepted++;
                    count.types.merge(accepted.accepted().content().eventType(), 1L, Long::sum);
                    count.newestOccurredAt = later(count.newestOccurredAt, accepted.occurredAt());
                    messages.add(new ProducerRecord<>(
                            Topics.INTERACTIONS, accepted.accepted().key(), accepted.json()));
                }
                case Verdict.Rejected rejected -> {
                    count.reject(rejected.rejection());
                    add(Topics.REJECTIONS, key(message.input()), REJECTION, rejected.rejection());
                }
            }
        }
        summaries().forEach(summary -> add(Topics.INTAKE, summary.source(), SUMMARY, summary));
    }

    List<ProducerRecord<String, byte[]>> messages() {
        return messages;
    }

    List<IntakeSummary> summaries() {
        List<IntakeSummary> summaries = new ArrayList<>(counts.size());
        counts.forEach((source, count) -> {
            if (count.lastReceivedAt != null) {
                summaries.add(new IntakeSummary(
                        source,
                        count.accepted,
                        count.rejected,
                        count.types,
                        count.reasons,
                        count.newestOccurredAt,
                        count.lastReceivedAt));
            }
        });
        return summaries;
    }

    private void add(String topic, String key, ObjectWriter writer, Object value) {
        try {
            messages.add(new ProducerRecord<>(topic, key, writer.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result cannot be written as JSON", e);
        }
    }

    private static String key(InputPosition input) {
        return input.topic() + '/' + input.partition() + '/' + input.offset();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static final class Count {
        private long accepted;
        private long rejected;
        private final Map<EventType, Long> types = new EnumMap<>(EventType.class);
        private final Map<RejectionCode, Long> reasons = new EnumMap<>(RejectionCode.class);
        private @Nullable Instant newestOccurredAt;
        private @Nullable Instant lastReceivedAt;

        private void reject(Rejection rejection) {
            rejected++;
            Set<RejectionCode> distinct = EnumSet.noneOf(RejectionCode.class);
            rejection.reasons().forEach(reason -> distinct.add(reason.code()));
            distinct.forEach(code -> reasons.merge(code, 1L, Long::sum));
        }
    }
}
