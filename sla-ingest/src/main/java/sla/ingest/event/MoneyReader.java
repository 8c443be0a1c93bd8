package sla.ingest.event;

import static sla.model.event.RejectionCode.INVALID_VALUE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;

/** Reads {@code {"amount": "12.50", "currency": "EUR"}}. */
final class MoneyReader {
    /** A text on the wire, because many programs would round a number. */
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toMap(
                    Currency::getCurrencyCode, currency -> Money.minorUnit(currency.getCurrencyCode())));

    private MoneyReader() {}

    static @Nullable Money read(Fields fields) {
        fields.require("amount", "currency");
        String currency = fields.text("currency", 3);
        Integer decimals = currency == null ? null : DECIMALS.get(currency);
        if (currency != null && decimals == null) {
            fields.add(INVALID_VALUE, "currency", "currency must be an ISO 4217 code such as EUR");
        }
        String text = fields.text("amount", 30);
        if (text == null) {
            return null;
        }
        if (!AMOUNT.matcher(text).matches()) {
            fields.add(
                    INVALID_VALUE,
                    "amount",
                    "amount must be a text such as \"12.50\", with at most 12 digits before the point");
            return null;
        }
        if (currency == null || decimals == null) {
            return null;
        }
        BigDecimal amount = new BigDecimal(text).stripTrailingZeros();
        if (amount.scale() > decimals) {
            fields.add(INVALID_VALUE, "amount", currency + " has " + decimals + " decimals");
            return null;
        }
        return new Money(amount.setScale(decimals, RoundingMode.UNNECESSARY), currency);
    }
}
