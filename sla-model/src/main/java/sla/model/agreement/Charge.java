package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the buyer owes for the work of a period: a fixed amount, a price for each unit of a KPI that adds up, or what is
 * missing from a minimum. It is written without a sign, and is neither bonus nor malus.
 *
 * @param lot that statements name beside it; what is counted is the KPI's lot
 * @param kpi whose units are charged; absent for a fixed amount
 * @param mode what becomes of units in several bands; there if bands are
 * @param amount of the period, or of one unit of the KPI
 * @param bands instead of one amount for all units, from 0 upwards; the last one has no end
 * @param atLeast how many units count at least: take or pay
 * @param minimum that {@link #charges} come to at least: what is missing is charged
 * @param charges the ids of those that the minimum is about
 * @param passThrough what the vendor only passes on, such as postage; statements show it apart
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record Charge(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @Nullable String lot,
        @Nullable String kpi,
        @Nullable Mode mode,
        @Nullable BigDecimal amount,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Step> bands,
        @Nullable AtLeast atLeast,
        @Nullable BigDecimal minimum,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> charges,

        @JsonProperty(defaultValue = "false") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean passThrough,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements WithHistory {
    public Charge {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        bands = bands == null ? List.of() : List.copyOf(bands);
        charges = charges == null ? List.of() : List.copyOf(charges);
    }

    /** What becomes of units that lie in several bands. */
    public enum Mode {
        /** Each part at its own price. */
        @JsonProperty("graduated")
        GRADUATED,
        /** All at the price of the band that holds the last unit. */
        @JsonProperty("volume")
        VOLUME
    }

    /**
     * @param upTo where the band ends, inclusive; absent for the last one
     * @param amount of one unit
     */
    public record Step(
            @Nullable BigDecimal upTo,
            @JsonProperty(required = true) BigDecimal amount) {}

    /**
     * How many units count at least: so many, or so many per cent of another KPI, such as a forecast.
     *
     * @param quantity of a whole period
     */
    public record AtLeast(
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal percent,
            @Nullable String ofKpi) {}

    /** Whether it depends on the KPI. */
    public boolean looksAt(String id) {
        return id.equals(kpi) || (atLeast != null && id.equals(atLeast.ofKpi()));
    }

    /** How it is charged; empty if it is written in no way or in several, which {@link ChargesCheck} refuses. */
    public Optional<ChargeTerms> terms() {
        if (minimum != null || !charges.isEmpty()) {
            return minimum != null && !charges.isEmpty() && kpi == null && amount == null && !saysHowToCount()
                    ? Optional.of(new ChargeTerms.Minimum(minimum, charges))
                    : Optional.empty();
        }
        if (kpi == null) {
            return amount != null && !saysHowToCount() ? Optional.of(new ChargeTerms.Fixed(amount)) : Optional.empty();
        }
        if (amount == null) {
            return bands.isEmpty() || mode == null
                    ? Optional.empty()
                    : Optional.of(new ChargeTerms.PerUnit(kpi, mode, bands, atLeast));
        }
        return bands.isEmpty() && mode == null
                ? Optional.of(new ChargeTerms.PerUnit(kpi, Mode.GRADUATED, List.of(new Step(null, amount)), atLeast))
                : Optional.empty();
    }

    private boolean saysHowToCount() {
        return !bands.isEmpty() || mode != null || atLeast != null;
    }
}
