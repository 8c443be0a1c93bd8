package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an interaction ended at its queue. Offered = the first four; blocked = refused. */
public enum Outcome {
    @JsonProperty("answered")
    ANSWERED,
    @JsonProperty("abandoned")
    ABANDONED,
    @JsonProperty("overflowed")
    OVERFLOWED,
    @JsonProperty("callback-requested")
    CALLBACK_REQUESTED,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("left-in-menu")
    LEFT_IN_MENU,
    @JsonProperty("self-served")
    SELF_SERVED;

    /** Whether the interaction waited at a queue, and so counts as offered. */
    public boolean offered() {
        return switch (this) {
            case ANSWERED, ABANDONED, OVERFLOWED, CALLBACK_REQUESTED -> true;
            case REFUSED, LEFT_IN_MENU, SELF_SERVED -> false;
        };
    }
}
