package sla.evaluator.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Why;
import sla.model.event.InputPosition;

/**
 * What became of one record.
 *
 * @param state what it is now
 * @param explanation the same in a sentence
 * @param revisions every content that was accepted, newest revision first
 * @param rejections messages with this id that were refused
 * @param counts in which KPIs and periods it counts now
 * @param notCounted KPIs that are measured from its kind, of agreements with its vendor, in which it is not, and why
 */
public record RecordAnswer(
        String source,
        String recordId,
        State state,
        String explanation,
        List<Revision> revisions,
        List<RejectedMessage> rejections,
        List<Counted> counts,
        List<NotCounted> notCounted) {

    public enum State {
        /** Its highest revision counts. */
        @JsonProperty("accepted")
        ACCEPTED,
        /** Its highest revision has two contents; a lower revision counts, or none. */
        @JsonProperty("conflicting")
        CONFLICTING,
        @JsonProperty("retracted")
        RETRACTED,
        /** Nothing of it was accepted. */
        @JsonProperty("rejected")
        REJECTED,
        /** An evaluation or survey answer about a record that has not come. */
        @JsonProperty("waiting")
        WAITING,
        /** It was accepted, and its contents have been deleted: the month it counts in is sealed. */
        @JsonProperty("sealed")
        SEALED
    }

    /**
     * One content of one revision.
     *
     * @param revision as the source sent it
     * @param content what it says, normalised
     */
    public record Revision(
            String revision,
            RevisionState state,
            String type,
            Instant occurredAt,
            Instant receivedAt,
            InputPosition input,
            Map<String, Object> content) {}

    public enum RevisionState {
        @JsonProperty("effective")
        EFFECTIVE,
        @JsonProperty("superseded")
        SUPERSEDED,
        @JsonProperty("conflicting")
        CONFLICTING
    }

    /**
     * A message that was refused.
     *
     * @param rejection where sla-ingest has it with the value and the sentence of each reason, for 30 days
     */
    public record RejectedMessage(
            @Nullable String revision,
            List<Reason> reasons,
            Instant receivedAt,
            InputPosition input,
            String rejection) {

        /**
         * One thing that was wrong with it.
         *
         * @param pointer JSON pointer to the place, empty for the whole message
         */
        public record Reason(String code, @Nullable String pointer) {}
    }

    /**
     * What the record adds to a KPI of a period. Both 0: it is in the lot and does not count for this metric, or is left out.
     *
     * @param window over which it is measured, by its label, where that is not the period
     * @param numerator in milliseconds for times, thousandths for points, else a count
     * @param exclusion id of the exclusion that leaves it out; absent if none does
     * @param why why it adds nothing, or nothing to the numerator; absent if it adds to both, or adds what is 0
     */
    public record Counted(
            String agreement,
            int version,
            String period,
            @Nullable String window,
            String kpi,
            String lot,
            BigInteger numerator,
            BigInteger denominator,
            @Nullable String exclusion,
            @Nullable Why why) {}

    /**
     * A KPI in which the record is not.
     *
     * @param version that holds at its moment; absent like all but the agreement if none does
     * @param period of that moment
     */
    public record NotCounted(
            String agreement,
            @Nullable Integer version,
            @Nullable String period,
            @Nullable String kpi,
            @Nullable String lot,
            Why why) {
        /** In which order a list of one agreement has them. */
        String order() {
            return lot + " " + kpi;
        }
    }
}
