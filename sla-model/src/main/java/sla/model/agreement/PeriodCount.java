package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sla.model.time.Every;

/**
 * How often a KPI's target was met or missed, or its value lay within bounds: over so many periods, in each period once, or
 * once for each of its windows that end in them. What was not measured counts only if the KPI's {@code notMeasured} says
 * that it is met or failed.
 *
 * @param target instead of bounds
 */
public record PeriodCount(
        @JsonProperty(required = true) String kpi,
        @Nullable BigDecimal above,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal below,
        @Nullable BigDecimal atMost,
        Condition.@Nullable TargetState target,
        @Nullable Integer last,
        @Nullable Every every,
        @Nullable Integer startMonth,
        @Nullable Boolean inARow) {
    public Band band() {
        return new Band(above, atLeast, below, atMost);
    }

    public Lookback lookback() {
        return new Lookback(last, every, startMonth, inARow);
    }

    /** What is asked of each period. */
    Condition.OfKpi question() {
        return new Condition.OfKpi(kpi, above, atLeast, below, atMost, target);
    }

    /** {@code off target}, {@code below 70 %}. */
    public String asked(Unit unit) {
        return question().asked(unit);
    }
}
