package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that adds something else to a KPI of a period than it did at the cut-off.
 *
 * @param kpi to which it adds, if that is not the line's own but one that the line's gate asks for
 * @param revisionBefore the one that counted at the cut-off; absent if none did
 * @param revisionAfter the one that counts now; absent if none does. Milliseconds since 1970 where the source's
 *     revisions are instants
 * @param receivedAt when the newest message about it came that was stored after the cut-off; for a contact of which
 *     only the judgement changed, or the other way round, of the one that changed
 * @param numerator what it adds now less what it added at the cut-off
 * @param denominator likewise
 */
public record RecordCause(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String recordId,
        @Nullable String kpi,
        @JsonProperty(required = true) What what,
        @Nullable Long revisionBefore,
        @Nullable Long revisionAfter,
        @JsonProperty(required = true) Instant receivedAt,
        @JsonProperty(required = true) BigInteger numerator,
        @JsonProperty(required = true) BigInteger denominator) {

    /** The same, said of another KPI than the line's own. */
    public RecordCause of(String other) {
        return new RecordCause(
                source, recordId, other, what, revisionBefore, revisionAfter, receivedAt, numerator, denominator);
    }

    /** What happened to it after the cut-off. */
    public enum What {
        /** Nothing of it had been stored. */
        @JsonProperty("late")
        LATE,
        /** A revision says something else, and it counts in the KPI and period as before. */
        @JsonProperty("revised")
        REVISED,
        /** A revision moved it into the KPI or period. */
        @JsonProperty("moved-in")
        MOVED_IN,
        /** A revision moved it out of the KPI or period. */
        @JsonProperty("moved-out")
        MOVED_OUT,
        @JsonProperty("retracted")
        RETRACTED,
        /** It counts again after a retraction or a conflict. */
        @JsonProperty("restored")
        RESTORED,
        /** A revision came with a second content: both are void. */
        @JsonProperty("conflicting")
        CONFLICTING,
        /** An evaluation with another score. */
        @JsonProperty("re-scored")
        RE_SCORED,
        /** An evaluation that was taken back. */
        @JsonProperty("withdrawn")
        WITHDRAWN,
        /** An evaluation that is as it was, about a contact that is not. */
        @JsonProperty("contact-changed")
        CONTACT_CHANGED
    }
}
