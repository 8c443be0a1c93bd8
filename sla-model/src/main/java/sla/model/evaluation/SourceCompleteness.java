package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of what one source declared was received. */
public record SourceCompleteness(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) Completeness completeness) {}
