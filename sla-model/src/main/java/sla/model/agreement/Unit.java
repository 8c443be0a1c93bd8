package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** The unit of a metric's value, and what turns its raw fraction (numerator / denominator) into it. */
public enum Unit {
    /** The numerator is milliseconds. */
    @JsonProperty("seconds")
    SECONDS("s", 1, 1000, null),
    @JsonProperty("percent")
    PERCENT("%", 100, 1, BigDecimal.valueOf(100)),
    /** The numerator is thousandths of a point. */
    @JsonProperty("points")
    POINTS("points", 1, 1000, BigDecimal.valueOf(100)),
    @JsonProperty("count")
    COUNT("", 1, 1, null);

    private final String symbol;
    private final int factorNumerator;
    private final int factorDenominator;
    private final @Nullable BigDecimal highest;

    Unit(String symbol, int factorNumerator, int factorDenominator, @Nullable BigDecimal highest) {
        this.symbol = symbol;
        this.factorNumerator = factorNumerator;
        this.factorDenominator = factorDenominator;
        this.highest = highest;
    }

    public String symbol() {
        return symbol;
    }

    /** The values a metric in this unit can take. */
    public Band range() {
        return new Band(null, BigDecimal.ZERO, null, highest);
    }

    public Ratio factor() {
        return Ratio.of(factorNumerator, factorDenominator);
    }
}
