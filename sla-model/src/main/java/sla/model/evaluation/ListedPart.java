package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One part of the window of a KPI.
 *
 * @param reason why it is left out, or is met or missed although nothing was measured; else absent
 * @param why the same in a sentence
 * @param value as rounded for parts, else exact and here shown with at most six decimals; absent if not measured
 * @param numerator as that of the KPI; absent if not measured
 * @param denominator likewise
 * @param counts the named counts of it, as those of the KPI; absent if it is closed or nothing of it counts
 */
public record ListedPart(
        Instant from,
        Instant to,
        State state,
        @Nullable Reason reason,
        @Nullable String why,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        @Nullable BigInteger numerator,
        @Nullable BigInteger denominator,
        @Nullable SortedMap<String, Long> counts) {

    /** What becomes of it in the value of the KPI. */
    public enum State {
        /** It is one of the values of which the KPI is the mean. */
        @JsonProperty("counted")
        COUNTED,
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED,
        /** It is no part. */
        @JsonProperty("left-out")
        LEFT_OUT
    }

    public enum Reason {
        /** Outside the opening hours of the lot. */
        @JsonProperty("closed")
        CLOSED,
        /** More came than the forecast has the vendor take. */
        @JsonProperty("above-forecast")
        ABOVE_FORECAST,
        /** Exclusions leave too little of it. */
        @JsonProperty("excluded")
        EXCLUDED,
        @JsonProperty("nothing-measured")
        NOTHING_MEASURED,
        @JsonProperty("sample-too-small")
        SAMPLE_TOO_SMALL,
        @JsonProperty("still-to-come")
        STILL_TO_COME
    }

    /** One of which nothing counts. */
    public static ListedPart leftOut(Instant from, Instant to, Reason reason, String why) {
        return new ListedPart(from, to, State.LEFT_OUT, reason, why, null, null, null, null);
    }
}
