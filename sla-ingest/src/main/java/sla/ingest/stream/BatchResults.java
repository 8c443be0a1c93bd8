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
import sla.model.event.RetryAttempt;
import sla.model.event.RetryOutcome;
import sla.model.json.Json;

/**
 * What a batch sends on: its accepted records, its rejections, a summary per source, and what came of retries. A message
 * that is retried was received once and is among the rejected ones since; that stays so, whatever comes of it.
 */
final class BatchResults {
    private static final ObjectWriter REJECTION = Json.MAPPER.writerFor(Rejection.class);
    private static final ObjectWriter OUTCOME = Json.MAPPER.writerFor(RetryOutcome.class);
    private static final ObjectWriter SUMMARY = Json.MAPPER.writerFor(IntakeSummary.class);

    private final List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
    private final Map<String, Count> counts = new TreeMap<>();
    private final Map<String, Long> retriesRejected = new TreeMap<>();

    BatchResults(List<ReceivedMessage> received, List<Verdict> verdicts, Instant judgedAt) {
        for (int i = 0; i < verdicts.size(); i++) {
            ReceivedMessage message = received.get(i);
            RetryAttempt retry = message.retry();
            if (retry == null) {
                add(message, verdicts.get(i));
            } else {
                addRetry(message, retry, verdicts.get(i), judgedAt);
            }
        }
        summaries().forEach(summary -> add(Topics.INTAKE, summary.source(), SUMMARY, summary));
    }

    private void add(ReceivedMessage message, Verdict verdict) {
        Count count = count(message);
        switch (verdict) {
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

    private void addRetry(ReceivedMessage message, RetryAttempt retry, Verdict verdict, Instant judgedAt) {
        RetryOutcome outcome = switch (verdict) {
            case Verdict.Accepted accepted -> {
                Count count = count(message);
                count.acceptedByRetry++;
                count.newestOccurredAt = later(count.newestOccurredAt, accepted.occurredAt());
                messages.add(new ProducerRecord<>(
                        Topics.INTERACTIONS, accepted.accepted().key(), accepted.json()));
                yield new RetryOutcome.Accepted(
                        retry,
                        message.input(),
                        message.receivedAt(),
                        message.source(),
                        judgedAt,
                        accepted.accepted().recordId(),
                        String.valueOf(accepted.sent().revision()));
            }
            case Verdict.Rejected rejected -> {
                retriesRejected.merge(message.source(), 1L, Long::sum);
                yield new RetryOutcome.Rejected(
                        retry,
                        message.input(),
                        message.receivedAt(),
                        message.source(),
                        judgedAt,
                        rejected.rejection().reasons());
            }
        };
        add(Topics.RETRY_OUTCOMES, retry.id().toString(), OUTCOME, outcome);
    }

    private Count count(ReceivedMessage message) {
        Count count = counts.computeIfAbsent(message.source(), _ -> new Count());
        count.lastReceivedAt = later(count.lastReceivedAt, message.receivedAt());
        return count;
    }

    List<ProducerRecord<String, byte[]>> messages() {
        return messages;
    }

    /** Retries that were rejected again, by source. */
    Map<String, Long> retriesRejected() {
        return retriesRejected;
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
                        count.lastReceivedAt,
                        count.acceptedByRetry));
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
        private long acceptedByRetry;
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
