package sla.ingest.intake;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of one source's messages since the beginning. */
record IntakeView(
        String source,
        boolean registered,

        @Schema(
                description = "Messages that were in order, whatever they said: first and later revisions, repetitions"
                        + " and retractions alike. Not a number of contacts")
        long accepted,

        @Schema(description = "Messages rejected when they came, whatever became of them later")
        long rejected,

        @Schema(description = "Of the rejected ones, those that a retry has accepted since")
        long acceptedByRetry,

        @Schema(description = "Accepted messages by type") Map<String, Long> acceptedByType,

        @Schema(description = "Rejected messages by reason; one with two reasons is in both")
        Map<String, Long> rejectedByReason,

        @Schema(description = "When the newest accepted record happened; absent if there is none") @Nullable
        Instant newestRecord,

        @Schema(description = "When the last message arrived; absent if none has") @Nullable
        Instant lastSeen) {

    static IntakeView nothingYet(String source) {
        return new IntakeView(source, true, 0, 0, 0, Map.of(), Map.of(), null, null);
    }
}
