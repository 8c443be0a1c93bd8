package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import sla.model.number.Ratio;

/** The unit of a metric's value, and what turns its raw fraction (numerator / denominator) into it. */
public enum Unit {
    /** The numerator is milliseconds. */
    @JsonProperty("seconds")
    SECONDS("s", 1, 1000),
    @JsonProperty("percent")
    PERCENT("%", 100, 1),
    /** The numerator is thousandths of a point. */
    @JsonProperty("points")
    POINTS("points", 1, 1000),
    @JsonProperty("count")
    COUNT("", 1, 1);

    private final String symbol;
    private final int factorNumerator;
    private final int factorDenominator;

    Unit(String symbol, int factorNumerator, int factorDenominator) {
        this.symbol = symbol;
        this.factorNumerator = factorNumerator;
        this.factorDenominator = factorDenominator;
    }

    public String symbol() {
        return symbol;
    }

    public Ratio factor() {
        return Ratio.of(factorNumerator, factorDenominator);
    }
}
