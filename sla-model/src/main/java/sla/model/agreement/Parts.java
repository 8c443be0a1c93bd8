package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import sla.model.number.Rounding;
import sla.model.time.Every;

/**
 * How the value of a KPI is made of the values of parts of its window, where it is not measured over all contacts of the
 * window at once. 3,000 contacts at 60 %, 500 at 95 % and 500 at 95 % are 68.75 % over contacts and 83.33 % as a mean of
 * days (domain, 5).
 *
 * @param every how long the parts are; intervals of a day begin with the full hour
 * @param as what their values become
 * @param target what a part must reach, to be counted
 * @param rounding applied to the value of each part
 * @param minimumSample a part with a smaller denominator is as empty
 * @param empty what becomes of a part in which nothing was measured
 */
public record Parts(
        @JsonProperty(required = true) Every every,
        @JsonProperty(required = true) As as,
        @Nullable Target target,
        @Nullable Rounding rounding,
        @Nullable Integer minimumSample,
        Empty empty) {
    public Parts {
        empty = empty == null ? Empty.LEFT_OUT : empty;
    }

    /** Whether time alone changes the value: a part without anything to measure counts once it is over. */
    public boolean countsEmpty() {
        return empty != Empty.LEFT_OUT;
    }

    /** What the values of the parts become. */
    public enum As {
        /** Their mean, each part of the same weight. */
        @JsonProperty("mean")
        MEAN,
        /** The share of the parts that met the target, in per cent. */
        @JsonProperty("share-met")
        SHARE_MET,
        /** How many parts missed the target. */
        @JsonProperty("count-missed")
        COUNT_MISSED
    }

    /** What becomes of a part in which nothing was measured, such as a quarter-hour without contacts. */
    public enum Empty {
        /** It is no part. */
        @JsonProperty("left-out")
        LEFT_OUT,
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED
    }
}
