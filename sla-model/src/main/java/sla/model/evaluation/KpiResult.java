package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/**
 * A KPI in a period, with what is needed to redo it by hand.
 *
 * @param formula the metric with its options in words
 * @param counts the named counts and sums that went into it, such as {@code answered} and {@code waitAnsweredMillis};
 *     the formula is made of their names
 * @param exact the exact value in the unit; absent if not measured
 * @param value what target and rules looked at: rounded as the contract says, else exact and here shown with at
 *     most six decimals; absent if not measured
 * @param target in words, absent if none
 */
public record KpiResult(
        @JsonProperty(required = true) String kpi,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @JsonProperty(required = true) String lot,
        @JsonProperty(required = true) String formula,
        @JsonProperty(required = true) Unit unit,
        @JsonProperty(required = true) SortedMap<String, Long> counts,
        @JsonProperty(required = true) Measure measure,
        @Nullable Ratio exact,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        @Nullable String rounding,
        @Nullable String target,
        @JsonProperty(required = true) TargetState targetState,
        @JsonProperty(required = true) boolean reportedOnly) {

    public KpiResult {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public enum TargetState {
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED,
        @JsonProperty("not-measured")
        NOT_MEASURED,
        @JsonProperty("no-target")
        NO_TARGET
    }
}
