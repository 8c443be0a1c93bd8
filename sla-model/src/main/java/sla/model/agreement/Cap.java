package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/**
 * The most that one ledger, or some rules in it, can reach in a period, or in a longer span of them. Lines use it up in the order of the rules, and each
 * line passes the caps in the order of the document: one that does not fit is cut, later ones get what is left.
 *
 * @param startMonth a month in which its quarters or years start, 1 to 12; absent means 1
 * @param amount 0 or more, in the agreement's currency
 * @param rules whose lines it limits together; empty means all
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record Cap(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) Ledger ledger,
        @JsonProperty(required = true) Scope per,
        @Nullable Integer startMonth,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String of,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rules,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Priced, WithHistory {
    public Cap {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** One of a fixed amount. */
    public Cap(String id, @Nullable String clause, Ledger ledger, Scope per, BigDecimal amount) {
        this(id, clause, ledger, per, null, amount, null, null, List.of(), List.of());
    }

    /** Whether it limits the lines of the rule. */
    public boolean concerns(String rule) {
        return rules.isEmpty() || rules.contains(rule);
    }

    /** Over what it limits. */
    public enum Scope {
        @JsonProperty("period")
        PERIOD,
        /** A quarter of the year, and what lies in it of longer periods as these start. */
        @JsonProperty("quarter")
        QUARTER,
        @JsonProperty("year")
        YEAR,
        /** All periods over which versions follow each other without a pause. */
        @JsonProperty("contract")
        CONTRACT
    }

    /** The spans over which it limits; empty for the period and for the whole contract. */
    public Optional<Cycle> cycle(Cycle periods) {
        return switch (per) {
            case PERIOD, CONTRACT -> Optional.empty();
            case QUARTER -> Optional.of(new Cycle(Every.QUARTER, periods.startDay(), startMonth));
            case YEAR -> Optional.of(new Cycle(Every.YEAR, periods.startDay(), startMonth));
        };
    }
}
