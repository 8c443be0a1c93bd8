package sla.evaluator.orphan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.RecordReference;

/**
 * Evaluations and survey answers that count nowhere, because the interaction they name has not come, does not count, or
 * is of another vendor.
 *
 * @param items in the order in which they came
 * @param next cursor of the next page; absent on the last
 */
public record OrphanAnswer(List<Orphan> items, @Nullable String next) {
    /**
     * One of them.
     *
     * @param reason {@code not-received} or {@code other-vendor}
     */
    public record Orphan(
            String source,
            String recordId,
            String type,
            String vendor,
            RecordReference interaction,
            Instant receivedAt,
            String reason) {}
}
