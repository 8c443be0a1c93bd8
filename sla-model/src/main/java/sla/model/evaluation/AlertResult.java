package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether a right that the contract gives is there in the period. It is no money.
 *
 * @param raised whether its condition holds; what hangs on something that was not measured raises nothing
 * @param condition what must hold, and the answers
 * @param sentence all of it in plain words
 */
public record AlertResult(
        @JsonProperty(required = true) String alert,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @JsonProperty(required = true) boolean raised,
        @JsonProperty(required = true) Gate condition,
        @JsonProperty(required = true) String sentence) {}
