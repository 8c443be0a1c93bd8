package sla.ingest.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.event.EventType;
import sla.model.event.RejectionCode;

/**
 * What became of one source's messages in one batch, on {@link sla.model.Topics#INTAKE}. It is written in the batch's
 * own transaction, so the sum over the topic is exact.
 *
 * @param types accepted messages by type; absent from what was written before types were counted
 * @param reasons rejected messages by reason; one with two reasons is in both
 * @param newestOccurredAt of what was accepted
 * @param lastReceivedAt of anything
 * @param acceptedByRetry messages rejected earlier that a retry accepted; in neither of the other two
 */
public record IntakeSummary(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) long accepted,
        @JsonProperty(required = true) long rejected,
        Map<EventType, Long> types,
        @JsonProperty(required = true) Map<RejectionCode, Long> reasons,
        @Nullable Instant newestOccurredAt,
        @JsonProperty(required = true) Instant lastReceivedAt,
        long acceptedByRetry) {

    public IntakeSummary(
            String source,
            long accepted,
            long rejected,
            @Nullable Map<EventType, Long> types,
            Map<RejectionCode, Long> reasons,
            @Nullable Instant newestOccurredAt,
            Instant lastReceivedAt,
            long acceptedByRetry) {
        this.source = source;
        this.accepted = accepted;
        this.rejected = rejected;
        this.types = types == null ? Map.of() : types;
        this.reasons = reasons;
        this.newestOccurredAt = newestOccurredAt;
        this.lastReceivedAt = lastReceivedAt;
        this.acceptedByRetry = acceptedByRetry;
    }

    IntakeSummary plus(IntakeSummary other) {
        return new IntakeSummary(
                source,
                accepted + other.accepted,
                rejected + other.rejected,
                sum(EventType.class, types, other.types),
                sum(RejectionCode.class, reasons, other.reasons),
                newestOccurredAt == null ? other.newestOccurredAt : later(newestOccurredAt, other.newestOccurredAt),
                later(lastReceivedAt, other.lastReceivedAt),
                acceptedByRetry + other.acceptedByRetry);
    }

    private static <K extends Enum<K>> Map<K, Long> sum(Class<K> keys, Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sum = new EnumMap<>(keys);
        sum.putAll(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
