package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** The unit of a metric's value, and what turns its raw fraction (numerator / denominator) into it. */
public enum Unit {
    /** The numerator is milliseconds. */
    @JsonProperty("seconds")
    SECONDS("s", 1, 1000, 0, null),
    @JsonProperty("percent")
    PERCENT("%", 100, 1, 0, 100),
    /** The numerator is thousandths of a point. */
    @JsonProperty("points")
    POINTS("points", 1, 1000, 0, 100),
    /** The numerator is points of a scale that the metric names. */
    @JsonProperty("scale-points")
    SCALE_POINTS("points", 1, 1, 0, null),
    /** A difference of two shares of the same whole. */
    @JsonProperty("net-points")
    NET_POINTS("net points", 100, 1, -100, 100),
    /** The numerator is milliseconds. */
    @JsonProperty("minutes")
    MINUTES("min", 1, 60_000, 0, null),
    @JsonProperty("count")
    COUNT("", 1, 1, 0, null),
    /** Of a currency that the metric names. The numerator is ten-thousandths. */
    @JsonProperty("amount")
    AMOUNT("", 1, 10_000, null, null),
    /** Any number, not only a whole one. */
    @JsonProperty("number")
    NUMBER("", 1, 1, null, null);

    private final String symbol;
    private final int factorNumerator;
    private final int factorDenominator;
    private final @Nullable Integer lowest;
    private final @Nullable Integer highest;

    Unit(
            String symbol,
            int factorNumerator,
            int factorDenominator,
            @Nullable Integer lowest,
            @Nullable Integer highest) {
        this.symbol = symbol;
        this.factorNumerator = factorNumerator;
        this.factorDenominator = factorDenominator;
        this.lowest = lowest;
        this.highest = highest;
    }

    public String symbol() {
        return symbol;
    }

    /** The values that a metric in this unit can take; see {@link Metric#range}. */
    public Band range() {
        return new Band(null, decimal(lowest), null, decimal(highest));
    }

    private static @Nullable BigDecimal decimal(@Nullable Integer bound) {
        return bound == null ? null : BigDecimal.valueOf(bound);
    }

    public Ratio factor() {
        return Ratio.of(factorNumerator, factorDenominator);
    }
}
