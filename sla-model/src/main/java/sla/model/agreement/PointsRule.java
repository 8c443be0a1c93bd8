package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points for the tier that holds the value, by how severe it is (UK model schedule, R7: 98.0 to 98.9 % 1 point, below 96 %
 * 4). Points are no money: other rules pay on their {@link Rule#total}.
 *
 * @param otherwise the points for a value in no tier; needed if the tiers leave holes
 * @param weight how many per cent of a weighted total these points are; absent if totals are plain sums
 * @param repeats what a repeated failure counts; absent means as any other
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record PointsRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String kpi,
        @JsonProperty(required = true) List<Tier> tiers,
        @Nullable BigDecimal otherwise,
        @Nullable BigDecimal weight,
        @Nullable Condition when,
        @Nullable Repeats repeats,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Rule {
    public PointsRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        tiers = List.copyOf(tiers);
    }

    /** Values within the bounds give the points. */
    public record Tier(
            @Nullable BigDecimal above,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost,
            @JsonProperty(required = true) BigDecimal points) {
        public Band band() {
            return new Band(above, atLeast, below, atMost);
        }
    }

    @Override
    public List<String> total() {
        return List.of();
    }
}
