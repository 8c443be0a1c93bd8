package sla.contract.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the messages of one batch. Counted only when the batch is committed. */
final class StoredBatch {
    private int kept;
    private int older;
    private @Nullable Instant newest;
    private final List<String> unreadable = new ArrayList<>();

    void kept(Instant evaluatedAt) {
        kept++;
        newest = newest == null || evaluatedAt.isAfter(newest) ? evaluatedAt : newest;
    }

    void older() {
        older++;
    }

    void unreadable(String whereAndWhy) {
        unreadable.add(whereAndWhy);
    }

    int keptCount() {
        return kept;
    }

    int olderCount() {
        return older;
    }

    /** When the newest evaluation that was kept was computed; null if none was. */
    @Nullable
    Instant newestEvaluatedAt() {
        return newest;
    }

    /** Where each message that is no evaluation was, and why it is none. */
    List<String> unreadableMessages() {
        return unreadable;
    }
}
