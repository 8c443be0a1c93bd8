package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most that one ledger, or some rules in it, can reach in a period. Lines use it up in the order of the rules, and each
 * line passes the caps in the order of the document: one that does not fit is cut, later ones get what is left.
 *
 * @param amount 0 or more, in the agreement's currency
 * @param rules whose lines it limits together; empty means all
 */
public record Cap(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) Ledger ledger,
        @JsonProperty(required = true) Scope per,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String of,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rules)
        implements Priced {
    public Cap {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** One of a fixed amount. */
    public Cap(String id, @Nullable String clause, Ledger ledger, Scope per, BigDecimal amount) {
        this(id, clause, ledger, per, amount, null, null, List.of());
    }

    /** Whether it limits the lines of the rule. */
    public boolean concerns(String rule) {
        return rules.isEmpty() || rules.contains(rule);
    }

    public enum Scope {
        @JsonProperty("period")
        PERIOD
    }
}
