package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount per unit of distance from an edge, with nothing between the edges (waste collector's call centre, R2: below
 * 15 s +500 per second, above 30 s −500 per second, between them and on the edges nothing).
 */
public record LinearRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String kpi,
        @Nullable Slope below,
        @Nullable Slope above)
        implements Rule {

    /**
     * @param edge the value at which the amount is still 0
     * @param per how much of the KPI's unit is one step, 1 if absent
     * @param amount for each step away from the edge; parts of a step count in proportion
     */
    public record Slope(
            @JsonProperty(required = true) BigDecimal edge,
            BigDecimal per,
            @JsonProperty(required = true) BigDecimal amount) {
        public Slope {
            per = per == null ? BigDecimal.ONE : per;
            if (per.signum() <= 0) {
                throw new IllegalArgumentException("per must be more than 0");
            }
        }
    }
}
