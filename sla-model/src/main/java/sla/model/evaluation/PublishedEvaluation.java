package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation on {@link sla.model.Topics#EVALUATIONS}.
 *
 * @param sequence grows with every publication of the same agreement and period, also when the sender's database was
 *     replaced: a higher one replaces a lower one
 * @param evaluatedAt when it was computed, or withdrawn
 * @param withdrawn whether the evaluation no longer holds, because no version of the agreement covers the period any
 *     more; absent where it holds
 * @param evaluation what holds, or what held last
 * @param freeze under which the period is frozen: no later message says anything else of it; absent while it is not
 */
public record PublishedEvaluation(
        @JsonProperty(required = true) long sequence,
        @JsonProperty(required = true) Instant evaluatedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean withdrawn,
        @JsonProperty(required = true) Evaluation evaluation,
        @Nullable Freeze freeze) {

    /** One that holds. */
    public PublishedEvaluation(long sequence, Instant evaluatedAt, Evaluation evaluation) {
        this(sequence, evaluatedAt, false, evaluation, null);
    }

    /** One of a period that is not frozen. */
    public PublishedEvaluation(long sequence, Instant evaluatedAt, boolean withdrawn, Evaluation evaluation) {
        this(sequence, evaluatedAt, withdrawn, evaluation, null);
    }
}
