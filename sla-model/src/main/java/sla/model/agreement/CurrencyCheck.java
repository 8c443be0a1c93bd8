package sla.model.agreement;

import java.util.Currency;

/** Amounts are rounded to the currency's minor unit, so it must be a known one. */
final class CurrencyCheck {
    private CurrencyCheck() {}

    static void check(Agreement agreement, Findings findings) {
        if (!isKnown(agreement.currency())) {
            findings.add(
                    FindingCode.UNKNOWN_CURRENCY,
                    "/currency",
                    "There is no currency " + agreement.currency() + "; write its ISO 4217 code, such as EUR.");
        }
    }

    static boolean isKnown(String code) {
        return Currency.availableCurrencies()
                .anyMatch(currency ->
                        currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0);
    }
}
