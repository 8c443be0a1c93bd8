package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A right that one side gets when something holds, such as to terminate after three months off target in six. It moves no
 * money: results say whether it is raised.
 */
public record Alert(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @JsonProperty(required = true) Condition when) {}
