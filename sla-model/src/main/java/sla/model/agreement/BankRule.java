package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what other rules give, nets it, and pays the balance out from time to time (federal template, R14: +5 % or -10 % of
 * each month's charge, paid quarterly: 5,000 + 5,000 − 10,000 = 0). Lines of these rules pay 0 and say what they bank.
 *
 * @param rules whose lines go into it
 * @param payOut when its balance is paid; absent means in each period, so that it only nets
 * @param negative what becomes of a balance below 0 then; absent means that it is paid
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record BankRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) List<String> rules,
        @Nullable PayOut payOut,
        @Nullable Negative negative,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements SettlingRule {
    private static final PayOut EACH_PERIOD = new PayOut(PayOut.Per.PERIOD, null);

    public BankRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        rules = List.copyOf(rules);
    }

    /** What becomes of a balance below 0 when a balance is paid out. */
    public enum Negative {
        /** It is malus. */
        @JsonProperty("paid")
        PAID,
        /** It stays in the bank; at the end of the contract it is paid. */
        @JsonProperty("carried")
        CARRIED,
        /** Nobody pays it. */
        @JsonProperty("forgiven")
        FORGIVEN
    }

    public PayOut pays() {
        return Objects.requireNonNullElse(payOut, EACH_PERIOD);
    }

    public Negative ifNegative() {
        return Objects.requireNonNullElse(negative, Negative.PAID);
    }
}
