package sla.ingest.rejection;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.event.Rejection.Reason;

/** A rejection as it is shown. */
record RejectionView(
        String source,

        @Schema(description = "Where it could be read") @Nullable
        String recordId,

        @Schema(description = "As sent, where it could be read") @Nullable
        String revision,

        @Schema(description = "As sent, where it could be read") @Nullable
        String type,

        String topic,
        int partition,
        long offset,
        @Schema(description = "When the broker appended it") Instant receivedAt,
        List<Reason> reasons,
        @Schema(description = "Bytes of the whole message") int size,

        @Schema(description = "The first 4096 bytes of the message, in Base64")
        String raw,

        RejectionState state,

        @Schema(description = "Each retry of it, the oldest first")
        List<AttemptView> retries) {}
