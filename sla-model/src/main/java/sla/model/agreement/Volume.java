package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A plain number of contacts. */
public record Volume(@JsonProperty(required = true) Kind of) implements Metric {
    public enum Kind {
        /** Answered, abandoned, overflowed and callback requested. */
        @JsonProperty("offered")
        OFFERED,
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
        SELF_SERVED
    }

    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    @Override
    public boolean addsUp() {
        return true;
    }
}
