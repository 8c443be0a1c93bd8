package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A place in an input topic. */
public record InputPosition(
        @JsonProperty(required = true) String topic,
        @JsonProperty(required = true) int partition,
        @JsonProperty(required = true) long offset) {}
