package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed amount for the tier that holds the value, both ways (state health exchange, R1).
 *
 * @param mode whether one tier holds each value, or all that hold it add up
 * @param otherwise the amount for a value in no tier; needed if tiers that replace each other leave holes, 0 if absent
 *     where they add up
 * @param repeats what a repeated failure counts; absent means as any other
 * @param periods instead of {@code kpi} or {@code total}: how often something was so in several periods
 * @param over of how many periods a total adds up the points; absent means the one
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record TiersRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @Nullable String kpi,
        Mode mode,
        @JsonProperty(required = true) List<Tier> tiers,
        @Nullable BigDecimal otherwise,
        @Nullable Condition when,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> total,
        @Nullable Repeats repeats,
        @Nullable PeriodCount periods,
        @Nullable Over over,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Rule {

    public TiersRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        mode = mode == null ? Mode.REPLACE : mode;
        tiers = List.copyOf(tiers);
        total = total == null ? List.of() : List.copyOf(total);
    }

    /** What becomes of a value that several tiers could hold. */
    public enum Mode {
        /** Tiers must not overlap: the one that holds the value pays. */
        @JsonProperty("replace")
        REPLACE,
        /** Every tier that holds the value pays. */
        @JsonProperty("add")
        ADD
    }

    /** One that always pays, by one tier for each value. */
    public TiersRule(String id, @Nullable String clause, String kpi, List<Tier> tiers, @Nullable BigDecimal otherwise) {
        this(id, clause, kpi, Mode.REPLACE, tiers, otherwise, null, List.of(), null, null, null, List.of());
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
