package sla.model.agreement;

import java.util.Currency;

/** Amounts are rounded to the currency's minor unit, so it must be a known one. */
final class CurrencyCheck {
    private CurrencyCheck() {}

    static void check(Agreement agreement, Findings findings) {
        boolean known = Currency.availableCurrencies()
                .anyMatch(currency -> currency.getCurrencyCode().equals(agreement.currency())
                        && currency.getDefaultFractionDigits() >= 0);
        if (!known) {
            findings.add(
                    FindingCode.UNKNOWN_CURRENCY,
                    "/currency",
                    "There is no currency " + agreement.currency() + "; write its ISO 4217 code, such as EUR.");
        }
    }
}
