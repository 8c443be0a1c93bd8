package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * An evaluation on {@link sla.model.Topics#EVALUATIONS}.
 *
 * @param sequence grows with every publication of the same agreement and period: a higher one replaces a lower one
 * @param evaluatedAt when it was computed
 */
public record PublishedEvaluation(
        @JsonProperty(required = true) long sequence,
        @JsonProperty(required = true) Instant evaluatedAt,
        @JsonProperty(required = true) Evaluation evaluation) {}
