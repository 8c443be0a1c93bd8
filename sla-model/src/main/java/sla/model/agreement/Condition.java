package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.time.Every;

/**
 * What must hold for a rule to pay: a gate (state Medicaid call centre, R11: a bonus only if service level and abandonment
 * are both good). It looks at KPIs as rules do, rounded if the contract says so; and at earlier periods.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Condition.AllOf.class),
    @JsonSubTypes.Type(Condition.AnyOf.class),
    @JsonSubTypes.Type(Condition.Not.class),
    @JsonSubTypes.Type(Condition.OfKpi.class),
    @JsonSubTypes.Type(Condition.OverPeriods.class),
    @JsonSubTypes.Type(Condition.OverPoints.class),
    @JsonSubTypes.Type(Condition.OverCap.class)
})
public sealed interface Condition {
    /** Holds if all of them hold. */
    record AllOf(@JsonProperty(required = true) List<Condition> all) implements Condition {
        public AllOf {
            all = List.copyOf(all);
        }
    }

    /** Holds if one of them holds, or more. */
    record AnyOf(@JsonProperty(required = true) List<Condition> any) implements Condition {
        public AnyOf {
            any = List.copyOf(any);
        }
    }

    /** Holds if it does not. */
    record Not(@JsonProperty(required = true) Condition not) implements Condition {}

    /**
     * Holds if the KPI's value is within the bounds, or if its target is met or missed.
     *
     * @param target instead of bounds
     */
    record OfKpi(
            @JsonProperty(required = true) String kpi,
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost,
            @Nullable TargetState target)
            implements Condition {
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }

        /** {@code on target}, {@code at most 5 %}. */
        public String asked(Unit unit) {
            return switch (target) {
                case null -> band().describe(unit.symbol());
                case MET -> "on target";
                case MISSED -> "off target";
            };
        }
    }

    /** What asks for earlier periods; it always has an answer. */
    sealed interface OfHistory extends Condition {
        /** How far back. */
        Lookback lookback();

        /** Within which the count must lie. */
        Band band();
    }

    /** Holds if so many periods are as they are asked for. */
    record OverPeriods(
            @JsonProperty(required = true) PeriodCount periods,
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost)
            implements OfHistory {
        @Override
        public Lookback lookback() {
            return periods.lookback();
        }

        @Override
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }

    /**
     * Holds if points of several periods come to so many.
     *
     * @param points the ids of the rules that give them
     */
    record OverPoints(
            @JsonProperty(required = true) List<String> points,
            @Nullable Integer last,
            @Nullable Every every,
            @Nullable Integer startMonth,
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost)
            implements OfHistory {
        public OverPoints {
            points = List.copyOf(points);
        }

        @Override
        public Lookback lookback() {
            return new Lookback(last, every, startMonth, null);
        }

        @Override
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }

    /** Holds if at the end of so many periods nothing of a cap was left. */
    record OverCap(
            @JsonProperty(required = true) String cap,
            @Nullable Integer last,
            @Nullable Every every,
            @Nullable Integer startMonth,
            @Nullable Boolean inARow,
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost)
            implements OfHistory {
        @Override
        public Lookback lookback() {
            return new Lookback(last, every, startMonth, inARow);
        }

        @Override
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }

    /** What is asked of a target. */
    enum TargetState {
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED
    }

    /** The KPIs it looks at, as often as it does. */
    static Stream<OfKpi> ofKpis(@Nullable Condition condition) {
        return switch (condition) {
            case null -> Stream.of();
            case AllOf(List<Condition> all) -> all.stream().flatMap(Condition::ofKpis);
            case AnyOf(List<Condition> any) -> any.stream().flatMap(Condition::ofKpis);
            case Not(Condition not) -> ofKpis(not);
            case OfKpi kpi -> Stream.of(kpi);
            case OfHistory _ -> Stream.of();
        };
    }

    /** What it asks of earlier periods. */
    static Stream<OfHistory> ofHistory(@Nullable Condition condition) {
        return switch (condition) {
            case null -> Stream.of();
            case AllOf(List<Condition> all) -> all.stream().flatMap(Condition::ofHistory);
            case AnyOf(List<Condition> any) -> any.stream().flatMap(Condition::ofHistory);
            case Not(Condition not) -> ofHistory(not);
            case OfKpi _ -> Stream.of();
            case OfHistory history -> Stream.of(history);
        };
    }
}
