package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/**
 * When a bank pays its balance out: in the period in which a span ends, and in the last one of the contract.
 *
 * @param startMonth a month in which its quarters, half years or years start, 1 to 12; absent means 1
 */
public record PayOut(
        @JsonProperty(required = true) Per per, @Nullable Integer startMonth) {

    /** After what it pays. */
    public enum Per {
        /** In every statement. */
        @JsonProperty("period")
        PERIOD,
        @JsonProperty("quarter")
        QUARTER,
        @JsonProperty("half-year")
        HALF_YEAR,
        @JsonProperty("year")
        YEAR,
        /** Only when the contract ends, or pauses. */
        @JsonProperty("contract")
        CONTRACT
    }

    /** The spans after which it pays; empty for the period and for the whole contract. */
    public Optional<Cycle> cycle(Cycle periods) {
        Every every = every();
        return every == null ? Optional.empty() : Optional.of(new Cycle(every, periods.startDay(), startMonth));
    }

    /** How long its spans are; null for the period and for the whole contract. */
    @Nullable
    Every every() {
        return switch (per) {
            case PERIOD, CONTRACT -> null;
            case QUARTER -> Every.QUARTER;
            case HALF_YEAR -> Every.HALF_YEAR;
            case YEAR -> Every.YEAR;
        };
    }

    /**
     * Whether a span ends with a period: the next one begins in another span.
     *
     * @param first day of the period
     * @param end the day after its last one
     */
    public boolean isDue(Cycle periods, LocalDate first, LocalDate end) {
        return cycle(periods).map(cycle -> !end.isBefore(cycle.after(first))).orElse(per == Per.PERIOD);
    }
}
