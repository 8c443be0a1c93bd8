package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * The share of contacts whose first response came in time.
 *
 * @param within how long it may take
 * @param hours by which clock
 * @param of which contacts are looked at
 */
public record ShareRespondedWithin(
        @JsonProperty(required = true) ResponseBound within,
        @JsonProperty(required = true) ResponseHours hours,
        @JsonProperty(required = true) Of of)
        implements Metric {

    /**
     * A time in whole minutes with its bound: whether a response after exactly that long is in time.
     */
    public record ResponseBound(
            @JsonProperty(required = true) int minutes,
            @JsonProperty(required = true) WaitBound.Bound bound) {
        private static final long MINUTE_MILLIS = 60_000;

        public boolean contains(long millis) {
            long limit = minutes * MINUTE_MILLIS;
            return bound == WaitBound.Bound.AT_MOST ? millis <= limit : millis < limit;
        }

        Duration duration() {
            return Duration.ofMinutes(minutes);
        }

        public String describe() {
            return (bound == WaitBound.Bound.AT_MOST ? "at most " : "below ") + minutes + " min";
        }
    }

    /** Which contacts the share is taken of. */
    public enum Of {
        /** Those with a first response. */
        @JsonProperty("responded")
        RESPONDED,
        /** All that were offered: one without a first response has not had it in time. */
        @JsonProperty("offered")
        OFFERED
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public boolean looksAtRecords() {
        return true;
    }

    @Override
    public boolean countsAtAllHours() {
        return hours == ResponseHours.OPENING;
    }
}
