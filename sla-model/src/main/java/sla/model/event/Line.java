package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** First line answers customers; second line takes what the first hands over. */
public enum Line {
    @JsonProperty("first")
    FIRST,
    @JsonProperty("second")
    SECOND
}
