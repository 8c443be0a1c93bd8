package sla.ingest.retry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A command to judge rejected messages once more, and how far it is. */
record Retry(
        String id,

        @Schema(description = "Which rejections: the filters as given, or the place of one")
        String request,

        Instant requestedAt,
        @Schema(description = "Rejections it took up") long matched,

        @Schema(description = "Whether more matched than one retry takes up; another retry takes up the next ones")
        boolean more,

        @Schema(description = "Of them on their way to judgement, or judged")
        long sent,

        @Schema(description = "Not judged yet") long waiting,
        long accepted,
        @Schema(description = "Rejected again") long rejected,

        @Schema(description = "Not judged: Kafka has deleted the message, and only its first 4096 bytes are kept")
        long gone,

        @Schema(description = "Deleted with their rejections, which are kept for 30 days")
        long expired,

        @Schema(description = "Those rejected again by reason; one with two reasons is in both")
        Map<String, Long> rejectedByReason,

        @Schema(
                description = "The accepted ones by what they changed in their records: counts, same-content,"
                        + " newer-revision, other-content, month-sealed; unknown until sla-evaluator has stored them")
        Map<String, Long> acceptedByEffect) {

    @JsonProperty
    @Schema(description = "Whether nothing waits any more")
    boolean done() {
        return waiting == 0;
    }
}
