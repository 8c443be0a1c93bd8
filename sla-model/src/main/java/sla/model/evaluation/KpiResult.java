package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;
import sla.model.time.Period;

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
 * @param window over what it was measured, where that is not the period
 * @param running true if that window goes on in a later period: no rule looks at it yet; else absent
 * @param parts the parts of which the value is made; absent if it is of none, or of more than {@value #MOST_PARTS}
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
        @JsonProperty(required = true) boolean reportedOnly,
        @Nullable Period window,
        @Nullable Boolean running,
        @Nullable List<Part> parts) {
    /** More parts are not listed. */
    public static final int MOST_PARTS = 62;

    public KpiResult {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        parts = parts == null ? null : List.copyOf(parts);
    }

    /** One over the period. */
    public KpiResult(
            String kpi,
            String title,
            @Nullable String clause,
            String lot,
            String formula,
            Unit unit,
            SortedMap<String, Long> counts,
            Measure measure,
            @Nullable Ratio exact,
            @Nullable BigDecimal value,
            @Nullable String rounding,
            @Nullable String target,
            TargetState targetState,
            boolean reportedOnly) {
        this(
                kpi,
                title,
                clause,
                lot,
                formula,
                unit,
                counts,
                measure,
                exact,
                value,
                rounding,
                target,
                targetState,
                reportedOnly,
                null,
                null,
                null);
    }

    /** What it is called in paths: by its KPI, or by its KPI and window, {@code abandoned@1999-01-16}. */
    public String key() {
        return window == null ? kpi : kpi + "@" + window.label();
    }

    /**
     * One part of the window.
     *
     * @param value as rounded for parts, else exact and here shown with at most six decimals; absent if not measured
     * @param state whether it met the target of parts
     */
    public record Part(
            @JsonProperty(required = true) Instant startInclusive,
            @JsonProperty(required = true) Measure measure,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @JsonProperty(required = true) TargetState state) {}

    public enum TargetState {
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED,
        @JsonProperty("not-measured")
        NOT_MEASURED,
        /** Not measured because of exclusions: that has no effect, whatever the agreement makes of nothing. */
        @JsonProperty("excluded")
        EXCLUDED,
        @JsonProperty("no-target")
        NO_TARGET
    }
}
