package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A judgement of one interaction on a form. It counts when the interaction it names is known and of the same vendor;
 * a mystery call names none and brings its own queue and channel.
 *
 * @param score 0 to 100, at most three decimals
 * @param criticalErrors critical errors by class; absent classes were not judged
 */
public record QualityEvaluation(
        @JsonProperty(required = true) String vendor,
        @Nullable RecordReference interaction,
        @Nullable String queue,
        @Nullable Channel channel,
        @JsonProperty(required = true) Instant evaluatedAt,
        @JsonProperty(required = true) String form,
        @Nullable String formVersion,
        @JsonProperty(required = true) BigDecimal score,
        @Nullable CriticalErrors criticalErrors,
        @Nullable Instrument instrument,
        @JsonProperty(required = true) Status status)
        implements Content {

    /** Numbers of critical errors found, by what they hurt. */
    public record CriticalErrors(
            @Nullable Integer customer,
            @Nullable Integer business,
            @Nullable Integer compliance) {}

    public enum Instrument {
        @JsonProperty("random-recording")
        RANDOM_RECORDING,
        @JsonProperty("live-listening")
        LIVE_LISTENING,
        @JsonProperty("mystery-call")
        MYSTERY_CALL,
        @JsonProperty("call-back")
        CALL_BACK
    }

    /** Only released and re-scored evaluations count. */
    public enum Status {
        @JsonProperty("released")
        RELEASED,
        @JsonProperty("re-scored")
        RE_SCORED,
        @JsonProperty("withdrawn")
        WITHDRAWN
    }
}
