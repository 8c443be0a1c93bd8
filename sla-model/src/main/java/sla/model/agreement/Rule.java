package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI's value costs or earns in a period. Each rule gives exactly one line of the evaluation. Amounts are in the
 * agreement's currency: negative is malus, positive is bonus.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "shape")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TiersRule.class, name = "tiers"),
    @JsonSubTypes.Type(value = LinearRule.class, name = "linear"),
    @JsonSubTypes.Type(value = AtRiskShareRule.class, name = "at-risk-share")
})
public sealed interface Rule permits TiersRule, LinearRule, AtRiskShareRule {
    /** Unique within the agreement. */
    String id();

    /** Where the contract says so; printed on every line. */
    @Nullable
    String clause();

    /** The KPI whose value it looks at. */
    String kpi();

    /** What must hold for it to pay; null if it always does. */
    @Nullable
    Condition when();

    /** The name of its shape, as in documents. */
    default String shape() {
        return switch (this) {
            case TiersRule _ -> "tiers";
            case LinearRule _ -> "linear";
            case AtRiskShareRule _ -> "at-risk-share";
        };
    }
}
