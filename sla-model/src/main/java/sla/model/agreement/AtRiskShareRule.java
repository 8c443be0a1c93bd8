package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * The vendor loses a share of an at-risk amount by tier (city health plan, R5: 20,000 at risk, 25 % at 46 to 48 s).
 *
 * @param atRiskAmount the most that can be lost, 0 or more
 * @param otherwise the share for a value in no tier; needed if the tiers leave holes
 * @param repeats what a repeated failure counts; absent means as any other
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record AtRiskShareRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String kpi,
        @JsonProperty(required = true) BigDecimal atRiskAmount,
        @JsonProperty(required = true) List<Tier> tiers,
        @Nullable BigDecimal otherwise,
        @Nullable Condition when,
        @Nullable Repeats repeats,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Rule {

    public AtRiskShareRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        tiers = List.copyOf(tiers);
    }

    /** One that always pays. */
    public AtRiskShareRule(
            String id,
            @Nullable String clause,
            String kpi,
            BigDecimal atRiskAmount,
            List<Tier> tiers,
            @Nullable BigDecimal otherwise) {
        this(id, clause, kpi, atRiskAmount, tiers, otherwise, null, null, List.of());
    }

    @Override
    public List<String> total() {
        return List.of();
    }

    /** The amount for a share: {@code -(atRiskAmount × sharePercent / 100)}. */
    public Ratio loss(BigDecimal sharePercent) {
        return Ratio.of(atRiskAmount)
                .times(Ratio.of(sharePercent))
                .dividedBy(Ratio.of(100))
                .negate();
    }

    /**
     * @param sharePercent of the at-risk amount that is lost, 0 to 100
     */
    public record Tier(
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost,
            @JsonProperty(required = true) BigDecimal sharePercent) {
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }
}
