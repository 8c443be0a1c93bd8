package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which moment of a contact decides the interval, day and month it belongs to. Contract data. */
public enum Attribution {
    /** When it came to the queue. */
    @JsonProperty("offered")
    OFFERED,
    /** When it was answered, abandoned or overflowed. */
    @JsonProperty("left-queue")
    LEFT_QUEUE,
    /** When the conversation ended. */
    @JsonProperty("ended")
    ENDED,
    /** For quality only: when the evaluation was made, whenever the contact was. */
    @JsonProperty("evaluated")
    EVALUATED
}
