package sla.contract.penalty;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** Bonus and malus of all lines that fit the filter, apart: they are not netted here. */
record PenaltyTotal(Money bonus, Money malus) {
    static PenaltyTotal of(String currency, @Nullable BigDecimal bonus, @Nullable BigDecimal malus) {
        return new PenaltyTotal(money(currency, bonus), money(currency, malus));
    }

    private static Money money(String currency, @Nullable BigDecimal amount) {
        return amount == null ? Money.zero(currency) : Money.rounded(Ratio.of(amount), currency);
    }
}
