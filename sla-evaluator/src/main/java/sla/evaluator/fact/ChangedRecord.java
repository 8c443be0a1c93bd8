package sla.evaluator.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.series.Series;

/**
 * A record that may count otherwise than it did when a snapshot was taken.
 *
 * @param before what counted then; null if nothing did
 * @param after what counts now; null if nothing does
 * @param known whether anything of it had been stored then
 * @param conflicting whether its highest revision has two contents now
 * @param receivedAt when the newest of its messages came that were stored since; of its contact if there is none
 */
public record ChangedRecord(
        String source,
        String recordId,
        @Nullable Content before,
        @Nullable Content after,
        boolean known,
        boolean conflicting,
        Instant receivedAt) {

    /**
     * One content as it counted or counts.
     *
     * @param type of the record
     * @param judgement if it is an evaluation or a survey answer that counts
     * @param contact the interaction itself, or the one that is judged; null if there is none that counts
     * @param series in which it counts; null if in none
     * @param details of an interaction, what has no column; null if there is nothing
     */
    public record Content(
            ContentKey key,
            String type,
            @Nullable CountedJudgement judgement,
            @Nullable CountedInteraction contact,
            @Nullable Series series,
            @Nullable String details) {}
}
