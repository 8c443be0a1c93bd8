package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * What was not held against the vendor in a period, and what that changed.
 *
 * @param kind what it is: {@code ramp-up}, {@code corridor}
 * @param sentence it in plain words
 * @param spans the days or intervals that it is about, of a corridor those in which more came; absent if there are none
 * @param kpis those over such spans, without it and with it; absent if there are none
 * @param lines those that it changed by itself, and not by a KPI; absent if there are none
 */
public record ReliefResult(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String kind,
        @Nullable String clause,
        @JsonProperty(required = true) String sentence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Relieved> spans,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KpiChange> kpis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LineChange> lines) {
    public ReliefResult {
        spans = spans == null ? List.of() : List.copyOf(spans);
        kpis = kpis == null ? List.of() : List.copyOf(kpis);
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /**
     * A stretch of time, half-open.
     *
     * @param volume how much came
     * @param most how much the vendor had to take
     */
    public record Relieved(
            @JsonProperty(required = true) Instant startInclusive,
            @JsonProperty(required = true) Instant endExclusive,
            @Nullable Ratio volume,
            @Nullable Ratio most) {}

    /**
     * @param window as {@link KpiResult#window}
     * @param without the value that it would have; absent if it would not be measured
     * @param with the value that it has; absent if it is not measured
     */
    public record KpiChange(
            @JsonProperty(required = true) String kpi,
            @Nullable Period window,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal without,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal with) {}

    /**
     * @param window as {@link Line#window}
     * @param without the amount that it would have been, before caps; of a rule of shape {@code points} the points
     * @param with what it is instead
     */
    public record LineChange(
            @JsonProperty(required = true) String rule,
            @Nullable Period window,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal without,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal with) {}
}
