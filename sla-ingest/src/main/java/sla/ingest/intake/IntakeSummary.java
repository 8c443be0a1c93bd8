package sla.ingest.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;

/**
 * What became of one source's messages in one batch, on {@link sla.model.Topics#INTAKE}. It is written in the batch's
 * own transaction, so the sum over the topic is exact.
 *
 * @param reasons rejected messages by reason; one with two reasons is in both
 * @param newestOccurredAt of what was accepted
 * @param lastReceivedAt of anything
 */
public record IntakeSummary(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) long accepted,
        @JsonProperty(required = true) long rejected,
        @JsonProperty(required = true) Map<RejectionCode, Long> reasons,
        @Nullable Instant newestOccurredAt,
        @JsonProperty(required = true) Instant lastReceivedAt) {

    IntakeSummary plus(IntakeSummary other) {
        Map<RejectionCode, Long> sum = new EnumMap<>(RejectionCode.class);
        sum.putAll(reasons);
        other.reasons.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new IntakeSummary(
                source,
                accepted + other.accepted,
                rejected + other.rejected,
                sum,
                newestOccurredAt == null ? other.newestOccurredAt : later(newestOccurredAt, other.newestOccurredAt),
                later(lastReceivedAt, other.lastReceivedAt));
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
