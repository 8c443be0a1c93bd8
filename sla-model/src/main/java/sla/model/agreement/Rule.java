package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a KPI, or a total of points, costs or earns. Amounts are in the agreement's currency: negative is malus,
 * positive is bonus.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "shape")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TiersRule.class, name = "tiers"),
    @JsonSubTypes.Type(value = LinearRule.class, name = "linear"),
    @JsonSubTypes.Type(value = AtRiskShareRule.class, name = "at-risk-share"),
    @JsonSubTypes.Type(value = BandsRule.class, name = "bands"),
    @JsonSubTypes.Type(value = PointsRule.class, name = "points"),
    @JsonSubTypes.Type(value = BankRule.class, name = "bank"),
    @JsonSubTypes.Type(value = EarnBackRule.class, name = "earn-back")
})
public sealed interface Rule extends WithHistory
        permits TiersRule, LinearRule, AtRiskShareRule, BandsRule, PointsRule, SettlingRule {
    /** Where the contract says so; printed on every line. */
    @Nullable
    String clause();

    /** The KPI whose value it looks at; null if it looks at a total, counts periods, or settles the lines of other rules. */
    @Nullable
    String kpi();

    /** The ids of the rules whose points it adds up; empty if it looks at something else. */
    List<String> total();

    /** The periods that it counts instead; null if it looks at a KPI or at a total. */
    default @Nullable PeriodCount periods() {
        return null;
    }

    /** Of how many periods it adds up points; null if of one. */
    default @Nullable Over over() {
        return null;
    }

    /** What must hold for it to pay; null if it always does. */
    @Nullable
    Condition when();

    /** What a repeated failure counts; null if as any other. */
    @Nullable
    Repeats repeats();

    /** The name of its shape, as in documents. */
    default String shape() {
        return switch (this) {
            case TiersRule _ -> "tiers";
            case LinearRule _ -> "linear";
            case AtRiskShareRule _ -> "at-risk-share";
            case BandsRule _ -> "bands";
            case PointsRule _ -> "points";
            case BankRule _ -> "bank";
            case EarnBackRule _ -> "earn-back";
        };
    }
}
