package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why a record adds nothing to a KPI, or nothing to its numerator.
 *
 * @param text the same in a sentence
 */
public record Why(Reason reason, String text) {
    public enum Reason {
        /** No version of the agreement holds at its moment. */
        @JsonProperty("no-version")
        NO_VERSION,
        /** The KPI counts what another source reports. */
        @JsonProperty("other-source")
        OTHER_SOURCE,
        /** The KPI takes what is declared by another name, or for another lot. */
        @JsonProperty("other-measure")
        OTHER_MEASURE,
        /** Its queue, channel, site, language, line or direction is not one of the lot's. */
        @JsonProperty("not-in-lot")
        NOT_IN_LOT,
        @JsonProperty("outside-hours")
        OUTSIDE_HOURS,
        /** Its moment is in none of the KPI's windows that end while a version has the KPI. */
        @JsonProperty("no-window")
        NO_WINDOW,
        /** More came on its day or in its interval than the forecast has the vendor take. */
        @JsonProperty("above-forecast")
        ABOVE_FORECAST,
        /** An approved exclusion leaves it out. */
        @JsonProperty("excluded")
        EXCLUDED,
        /** It is a later leg of a journey, which counts with its first. */
        @JsonProperty("later-leg")
        LATER_LEG,
        /** How it ended is not what the metric counts. */
        @JsonProperty("outcome")
        OUTCOME,
        /** It waited too long, or not long enough to be counted. */
        @JsonProperty("wait")
        WAIT,
        @JsonProperty("short-abandon")
        SHORT_ABANDON,
        /** It was abandoned after it had rung at an agent, which the agreement does not count. */
        @JsonProperty("rang-in-vain")
        RANG_IN_VAIN,
        /** A part of its handle time is unknown. */
        @JsonProperty("unknown-part")
        UNKNOWN_PART,
        @JsonProperty("not-transferred")
        NOT_TRANSFERRED,
        @JsonProperty("not-handed-back")
        NOT_HANDED_BACK,
        @JsonProperty("no-response")
        NO_RESPONSE,
        @JsonProperty("late-response")
        LATE_RESPONSE,
        @JsonProperty("not-resolved")
        NOT_RESOLVED,
        /** Nobody said whether it was resolved. */
        @JsonProperty("resolution-unknown")
        RESOLUTION_UNKNOWN,
        @JsonProperty("customer-unknown")
        CUSTOMER_UNKNOWN,
        @JsonProperty("came-back")
        CAME_BACK,
        /** Its revenue is unknown, or in another currency. */
        @JsonProperty("revenue-unknown")
        REVENUE_UNKNOWN,
        /** The evaluation was withdrawn. */
        @JsonProperty("withdrawn")
        WITHDRAWN,
        @JsonProperty("other-form")
        OTHER_FORM,
        @JsonProperty("other-instrument")
        OTHER_INSTRUMENT,
        /** An error was found that makes the score 0, or that the metric counts. */
        @JsonProperty("critical-error")
        CRITICAL_ERROR,
        @JsonProperty("below-pass-mark")
        BELOW_PASS_MARK,
        /** The question of the metric was not answered, or on another scale. */
        @JsonProperty("no-answer")
        NO_ANSWER,
        /** What the customer answered adds nothing. */
        @JsonProperty("answer")
        ANSWER,
        /** It was declared without a denominator. */
        @JsonProperty("no-denominator")
        NO_DENOMINATOR
    }
}
