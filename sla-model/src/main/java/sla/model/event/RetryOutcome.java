package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What came of a rejected message that was judged once more, on {@link sla.model.Topics#RETRY_OUTCOMES}, keyed by the
 * attempt: the judgement first, then, if it was accepted, what that changed in the record.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RetryOutcome.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = RetryOutcome.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = RetryOutcome.Stored.class, name = "stored")
})
public sealed interface RetryOutcome {

    /** A judgement, with all that is needed to know the rejection by. */
    sealed interface Judged extends RetryOutcome permits Accepted, Rejected {
        RetryAttempt attempt();

        /** Where the rejected message stands. */
        InputPosition input();

        /** When the rejected message came. */
        Instant receivedAt();

        String source();

        Instant judgedAt();
    }

    /** @param revision as sent */
    record Accepted(
            @JsonProperty(required = true) RetryAttempt attempt,
            @JsonProperty(required = true) InputPosition input,
            @JsonProperty(required = true) Instant receivedAt,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Instant judgedAt,
            @JsonProperty(required = true) String recordId,
            @JsonProperty(required = true) String revision)
            implements Judged {}

    record Rejected(
            @JsonProperty(required = true) RetryAttempt attempt,
            @JsonProperty(required = true) InputPosition input,
            @JsonProperty(required = true) Instant receivedAt,
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) Instant judgedAt,
            @JsonProperty(required = true) List<Rejection.Reason> reasons)
            implements Judged {}

    /** @param attempt the id of the attempt that was accepted */
    record Stored(
            @JsonProperty(required = true) UUID attempt,
            @JsonProperty(required = true) RetryEffect effect) implements RetryOutcome {}
}
