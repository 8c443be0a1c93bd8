package sla.ingest.rejection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.event.Rejection.Reason;
import sla.model.event.RetryEffect;

/** One retry of a rejection as it is shown. */
record AttemptView(
        @Schema(description = "The command: GET /v1/retries/{id}")
        String retry,

        @Schema(description = "Whether a corrected record was judged in the message's stead")
        boolean corrected,

        Instant requestedAt,

        @Schema(description = "Absent until it is judged") @Nullable
        Instant judgedAt,

        Outcome outcome,

        @Schema(description = "Of the record that was accepted") @Nullable
        String recordId,

        @Schema(description = "Of the record that was accepted, as sent") @Nullable
        String revision,

        @Schema(description = "What it changed in the record; absent until sla-evaluator has stored it") @Nullable
        RetryEffect effect,

        @Schema(description = "Why it was rejected again") @Nullable
        List<Reason> reasons) {

    enum Outcome {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("rejected")
        REJECTED,
        /** The message is no longer there in full, so nothing could be judged. */
        @JsonProperty("gone")
        GONE
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(description = "The same in a sentence")
    String explanation() {
        return switch (outcome) {
            case WAITING -> "It waits to be judged once more.";
            case ACCEPTED -> "It was accepted as record " + recordId + ", revision " + revision + ". " + change();
            case REJECTED -> "It was rejected again, for the reasons given here.";
            case GONE ->
                "Only its first 4096 bytes are kept, and Kafka has deleted the whole message: it can only be corrected.";
        };
    }

    private String change() {
        if (effect == null) {
            return "What that changes is not known yet.";
        }
        return switch (effect) {
            case COUNTS -> "That revision is the one that counts.";
            case SAME_CONTENT -> "The same content was there already, so nothing changed.";
            case NEWER_REVISION -> "A newer revision was there already and goes on to count.";
            case OTHER_CONTENT ->
                "That revision was there already with other content, which stays; a higher revision would replace it.";
            case MONTH_SEALED ->
                "It would have changed the counts of a month whose records have been deleted; it is left out.";
        };
    }
}
