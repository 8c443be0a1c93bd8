package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * That a KPI counts journeys: the legs of the lot that share an end-to-end id are one contact. It was answered if one of
 * its legs was, else it ended as its last leg did; it is offered with its first leg, and its handling times are added up.
 *
 * @param gapHours a leg that is offered more than so many hours after the others have ended begins a journey of its own
 * @param clock what the customer's wait is
 */
public record Journeys(Integer gapHours, Clock clock) {
    private static final int USUAL_GAP = 24;

    public Journeys {
        gapHours = gapHours == null ? USUAL_GAP : gapHours;
        clock = clock == null ? Clock.CONTINUES : clock;
    }

    public enum Clock {
        /** The waits of all legs up to the one that was answered. */
        @JsonProperty("continues")
        CONTINUES,
        /** That of the leg that was answered, or of the last one: each queue starts the clock anew. */
        @JsonProperty("restarts")
        RESTARTS
    }

    public String describe() {
        return "legs of a journey are one contact; its wait "
                + switch (clock) {
                    case CONTINUES -> "continues from queue to queue";
                    case RESTARTS -> "starts anew at each queue";
                };
    }
}
