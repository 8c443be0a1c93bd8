package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A limit of waiting time in whole seconds with its bound: whether a wait of exactly that long is inside. {@code <} or
 * {@code <=} is contract data.
 */
public record WaitBound(
        @JsonProperty(required = true) int seconds,
        @JsonProperty(required = true) Bound bound) {

    public WaitBound {
        if (seconds < 0) {
            throw new IllegalArgumentException("seconds must not be negative");
        }
    }

    public enum Bound {
        /** Inside if shorter. */
        @JsonProperty("below")
        BELOW,
        /** Inside if shorter or equal. */
        @JsonProperty("at-most")
        AT_MOST
    }

    public boolean contains(long waitMillis) {
        long limit = seconds * 1000L;
        return bound == Bound.AT_MOST ? waitMillis <= limit : waitMillis < limit;
    }

    public String describe() {
        return (bound == Bound.AT_MOST ? "at most " : "below ") + seconds + " s";
    }
}
