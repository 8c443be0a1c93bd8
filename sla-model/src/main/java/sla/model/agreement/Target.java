package sla.model.agreement;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** What was agreed, in the metric's unit: {@code {atMost: 60}} or {@code {atLeast: 80}}; exactly one of the bounds. */
public record Target(
        @Nullable BigDecimal above,
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal below,
        @Nullable BigDecimal atMost) {

    public Band band() {
        return new Band(above, atLeast, below, atMost);
    }

    /** The bound, if a value that lies on it meets the target. */
    public Optional<BigDecimal> bound() {
        return Optional.ofNullable(atLeast == null ? atMost : atLeast);
    }

    public boolean met(Ratio value) {
        return band().contains(value);
    }
}
