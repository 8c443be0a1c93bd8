package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.term.Exclusion;
import sla.model.time.Period;

/**
 * What was not held against the vendor in a period, and what that changed.
 *
 * @param kind what it is: {@code ramp-up}, {@code corridor}, {@code exclusion}
 * @param sentence it in plain words
 * @param spans the days or intervals that it is about, of a corridor those in which more came, of an exclusion its range;
 *     absent if there are none
 * @param kpis those over such spans or of which an exclusion leaves anything out, without it and with it; absent if there
 *     are none
 * @param lines those that it changed by itself, and not by a KPI; absent if there are none
 * @param exclusion as it was agreed on, with its whole history; absent of other kinds
 */
public record ReliefResult(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String kind,
        @Nullable String clause,
        @JsonProperty(required = true) String sentence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Relieved> spans,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KpiChange> kpis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LineChange> lines,
        @Nullable Exclusion exclusion) {
    public ReliefResult {
        spans = spans == null ? List.of() : List.copyOf(spans);
        kpis = kpis == null ? List.of() : List.copyOf(kpis);
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** Of what the agreement itself says. */
    public ReliefResult(
            String id,
            String kind,
            @Nullable String clause,
            String sentence,
            List<Relieved> spans,
            List<KpiChange> kpis,
            List<LineChange> lines) {
        this(id, kind, clause, sentence, spans, kpis, lines, null);
    }

    /**
     * A stretch of time, half-open.
     *
     * @param volume how much came
     * @param most how much the vendor had to take
     * @param firstLeftOut the first contact that does not count, like those that came after it; absent if the order does
     *     not matter
     */
    public record Relieved(
            @JsonProperty(required = true) Instant startInclusive,
            @JsonProperty(required = true) Instant endExclusive,
            @Nullable Ratio volume,
            @Nullable Ratio most,
            @Nullable Arrival firstLeftOut) {
        /** All of it. */
        public Relieved(Instant startInclusive, Instant endExclusive) {
            this(startInclusive, endExclusive, null, null, null);
        }
    }

    /**
     * @param window as {@link KpiResult#window}
     * @param without the value that it would have; absent if it would not be measured. Of an exclusion with those before it
     * @param with the value that it has; absent if it is not measured. Of an exclusion without those behind it
     * @param leftOut of an exclusion the counts of the KPI that it left out, by the names they have in its result; absent of
     *     other kinds
     */
    public record KpiChange(
            @JsonProperty(required = true) String kpi,
            @Nullable Period window,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal without,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal with,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> leftOut) {
        public KpiChange {
            leftOut = leftOut == null ? new TreeMap<>() : Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
        }

        /** Where it is no matter of counts. */
        public KpiChange(String kpi, @Nullable Period window, @Nullable BigDecimal without, @Nullable BigDecimal with) {
            this(kpi, window, without, with, new TreeMap<>());
        }
    }

    /**
     * @param window as {@link Line#window}
     * @param without the amount that it would have been, before caps; of a rule of shape {@code points} the points,
     *     of one that pays a share of the next period's charge that share
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
