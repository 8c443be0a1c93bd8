package sla.model.number;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount with its currency. JSON: {@code {"amount": "-2500.00", "currency": "EUR"}}, the amount with the currency's
 * minor unit. Negative is malus (the vendor loses), positive is bonus.
 */
public record Money(
        @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal amount,

        @JsonProperty(required = true) String currency) {

    /** Rounds an exact amount half up to the currency's minor unit: the only rounding of money in the product. */
    public static Money rounded(Ratio exact, String currency) {
        return new Money(exact.round(minorUnit(currency), RoundingMode.HALF_UP), currency);
    }

    public static Money zero(String currency) {
        return rounded(Ratio.ZERO, currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    public Money minus(Money other) {
        return plus(new Money(other.amount.negate(), other.currency));
    }

    /** Decimals of the currency's minor unit, 2 for EUR and 0 for JPY (ISO 4217). */
    public static int minorUnit(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
