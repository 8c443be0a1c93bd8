package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed amount for the tier that holds the value, both ways (state health exchange, R1). Tiers must not overlap.
 *
 * @param otherwise the amount for a value in no tier; needed if the tiers leave holes
 */
public record TiersRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String kpi,
        @JsonProperty(required = true) List<Tier> tiers,
        @Nullable BigDecimal otherwise,
        @Nullable Condition when)
        implements Rule {

    public TiersRule {
        tiers = List.copyOf(tiers);
    }

    /** One that always pays. */
    public TiersRule(String id, @Nullable String clause, String kpi, List<Tier> tiers, @Nullable BigDecimal otherwise) {
        this(id, clause, kpi, tiers, otherwise, null);
    }

    /** Values within the bounds pay the amount, or the share of a base. */
    public record Tier(
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal percent,
            @Nullable String of)
            implements Priced {
        /** One with a fixed amount. */
        public Tier(
                @Nullable BigDecimal above,
                @Nullable BigDecimal atLeast,
                @Nullable BigDecimal below,
                @Nullable BigDecimal atMost,
                BigDecimal amount) {
            this(above, atLeast, below, atMost, amount, null, null);
        }

        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }
}
