package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a {@link Charge} comes about. */
public sealed interface ChargeTerms {
    /** So much for each period. */
    record Fixed(BigDecimal amount) implements ChargeTerms {}

    /**
     * A price for each unit of a KPI; one price for all is one band without an end.
     *
     * @param bands from 0 upwards
     * @param atLeast how many units count at least; null if as many as there are
     */
    record PerUnit(String kpi, Charge.Mode mode, List<Charge.Step> bands, Charge.@Nullable AtLeast atLeast)
            implements ChargeTerms {
        public PerUnit {
            bands = List.copyOf(bands);
        }

        /** Whether all units have one price. */
        public boolean hasOnePrice() {
            return bands.size() == 1;
        }
    }

    /**
     * What is missing for some charges to come to so much.
     *
     * @param amount of a whole period
     */
    record Minimum(BigDecimal amount, List<String> charges) implements ChargeTerms {
        public Minimum {
            charges = List.copyOf(charges);
        }
    }

    /** The name of it, as statements have it. */
    default String shape() {
        return switch (this) {
            case Fixed _ -> "fixed";
            case Minimum _ -> "minimum";
            case PerUnit perUnit when perUnit.hasOnePrice() -> "price";
            case PerUnit perUnit ->
                switch (perUnit.mode()) {
                    case GRADUATED -> "graduated";
                    case VOLUME -> "volume";
                };
        };
    }
}
