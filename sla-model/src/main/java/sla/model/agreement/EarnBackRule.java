package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Returns a share of a malus if the periods after it are good (R23: half of January's malus with July's statement if the KPI
 * is met from February to July; missed once, nothing). It gives a line for each malus that is still open.
 *
 * @param rule whose malus it returns
 * @param sharePercent how much of it
 * @param after how many whole periods have to be good
 * @param each when a period is good; absent means that the rule's own KPI is on target
 * @param against the rules against whose later malus it is kept; empty means that it is paid
 * @param expiresAfter for how many whole periods it is kept; absent means until it is used
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record EarnBackRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String rule,
        @JsonProperty(required = true) BigDecimal sharePercent,
        @JsonProperty(required = true) int after,
        @Nullable Condition each,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> against,
        @Nullable Integer expiresAfter,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements SettlingRule {
    public EarnBackRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        against = against == null ? List.of() : List.copyOf(against);
    }

    @Override
    public List<String> rules() {
        return List.of(rule);
    }
}
