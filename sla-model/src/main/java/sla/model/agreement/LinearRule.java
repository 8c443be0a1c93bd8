package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * An amount per unit of distance from an edge, with nothing between the edges (waste collector's call centre, R2: below
 * 15 s +500 per second, above 30 s −500 per second, between them and on the edges nothing).
 *
 * @param repeats what a repeated failure counts; absent means as any other
 * @param periods instead of {@code kpi} or {@code total}: how often something was so in several periods
 * @param over of how many periods a total adds up the points; absent means the one
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record LinearRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @Nullable String kpi,
        @Nullable Slope below,
        @Nullable Slope above,
        @Nullable Condition when,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> total,
        @Nullable Repeats repeats,
        @Nullable PeriodCount periods,
        @Nullable Over over,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Rule {

    public LinearRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        total = total == null ? List.of() : List.copyOf(total);
    }

    /** One that always pays. */
    public LinearRule(String id, @Nullable String clause, String kpi, @Nullable Slope below, @Nullable Slope above) {
        this(id, clause, kpi, below, above, null, List.of(), null, null, null, List.of());
    }

    /**
     * @param edge the value at which the amount is still 0
     * @param per how much of the KPI's unit is one step, 1 if absent
     * @param amount for each step away from the edge; or a share of a base for each
     * @param steps what becomes of a part of a step
     */
    public record Slope(
            @JsonProperty(required = true) BigDecimal edge,
            BigDecimal per,
            @Nullable BigDecimal amount,
            Steps steps,
            @Nullable BigDecimal percent,
            @Nullable String of)
            implements Priced {
        public Slope {
            steps = steps == null ? Steps.EXACT : steps;
            per = per == null ? BigDecimal.ONE : per;
            if (per.signum() <= 0) {
                throw new IllegalArgumentException("per must be more than 0");
            }
        }

        /** One with a fixed amount for each step. */
        public Slope(BigDecimal edge, BigDecimal per, BigDecimal amount, Steps steps) {
            this(edge, per, amount, steps, null, null);
        }

        /** How many steps a distance from the edge is, parts of them included. */
        public Ratio exactSteps(Ratio distance) {
            return distance.dividedBy(Ratio.of(per));
        }

        /** How many of them are paid for. */
        public Ratio paidSteps(Ratio distance) {
            Ratio exact = exactSteps(distance);
            return switch (steps) {
                case EXACT -> exact;
                case FULL -> Ratio.of(exact.round(0, RoundingMode.FLOOR));
                case STARTED -> Ratio.of(exact.round(0, RoundingMode.CEILING));
            };
        }
    }

    /** What becomes of a part of a step (toll operator, R4: 500 for each per cent or part of it under 80 %). */
    public enum Steps {
        /** It counts in proportion. */
        @JsonProperty("exact")
        EXACT,
        /** It does not count. */
        @JsonProperty("full")
        FULL,
        /** It counts as a whole one. */
        @JsonProperty("started")
        STARTED
    }
}
