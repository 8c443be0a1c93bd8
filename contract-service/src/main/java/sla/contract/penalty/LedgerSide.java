package sla.contract.penalty;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Problems;

/** Where a line stands by the sign of its amount. */
enum LedgerSide {
    @JsonProperty("bonus")
    BONUS("l.amount > 0"),
    @JsonProperty("malus")
    MALUS("l.amount < 0"),
    /** A rule that was looked at and gave no money. */
    @JsonProperty("none")
    NONE("l.amount = 0");

    private final String condition;

    LedgerSide(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    static LedgerSide of(BigDecimal amount) {
        return switch (amount.signum()) {
            case 1 -> BONUS;
            case -1 -> MALUS;
            default -> NONE;
        };
    }

    static @Nullable LedgerSide parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(side -> side.label().equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.malformed("'ledger' must be one of "
                        + Arrays.stream(values()).map(LedgerSide::label).collect(Collectors.joining(", ")) + "."));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
