package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By which clock a response is timed. */
public enum ResponseHours {
    /** All hours count. */
    @JsonProperty("calendar")
    CALENDAR,
    /** Only the opening hours of the lot count; what comes in outside them waits for the next opening. */
    @JsonProperty("opening")
    OPENING
}
