package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The most that one ledger can reach in a period. The rules' lines use it up in the order of the document: a line that
 * does not fit is cut, later ones get what is left.
 *
 * @param amount 0 or more, in the agreement's currency
 */
public record Cap(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) Ledger ledger,
        @JsonProperty(required = true) Scope per,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String of)
        implements Priced {

    /** One of a fixed amount. */
    public Cap(String id, @Nullable String clause, Ledger ledger, Scope per, BigDecimal amount) {
        this(id, clause, ledger, per, amount, null, null);
    }

    public enum Scope {
        @JsonProperty("period")
        PERIOD
    }
}
