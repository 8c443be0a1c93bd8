package sla.model.number;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How a KPI's value is rounded before its rules look it up. Contract data: 97.95 % is 98.0 half up and 97.9 half down,
 * which is another tier (UK model schedule, R7).
 */
public record Rounding(
        @JsonProperty(required = true) int decimals,
        @JsonProperty(required = true) Mode mode) {

    public Rounding {
        if (decimals < 0 || decimals > 9) {
            throw new IllegalArgumentException("decimals must be from 0 to 9");
        }
    }

    /** What happens to the part that is cut. Down is towards lower values and up towards higher ones, below 0 too. */
    public enum Mode {
        @JsonProperty("half-up")
        HALF_UP(RoundingMode.HALF_UP),
        @JsonProperty("half-down")
        HALF_DOWN(RoundingMode.HALF_DOWN),
        @JsonProperty("half-even")
        HALF_EVEN(RoundingMode.HALF_EVEN),
        @JsonProperty("down")
        DOWN(RoundingMode.FLOOR),
        @JsonProperty("up")
        UP(RoundingMode.CEILING);

        private final RoundingMode mode;

        Mode(RoundingMode mode) {
            this.mode = mode;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public BigDecimal apply(Ratio value) {
        return value.round(decimals, mode.mode);
    }

    /** In words: {@code half up to 1 decimal}. */
    public String describe() {
        return mode + " to "
                + (decimals == 0 ? "a whole number" : decimals + (decimals == 1 ? " decimal" : " decimals"));
    }

    /** The distance between two neighbouring values after rounding. */
    public Ratio step() {
        return Ratio.of(BigDecimal.ONE.movePointLeft(decimals));
    }
}
