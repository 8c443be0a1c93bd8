package sla.model.agreement;

import java.time.YearMonth;

/** Versions start and end with a period: a month is computed by exactly one version. */
final class DatesCheck {
    private DatesCheck() {}

    static void check(Agreement agreement, Findings findings) {
        YearMonth first = YearMonth.from(agreement.effectiveFrom());
        if (agreement.effectiveFrom().getDayOfMonth() != 1) {
            findings.add(
                    FindingCode.EFFECTIVE_FROM,
                    "/effectiveFrom",
                    "A version starts on the first day of a month: write %s or %s."
                            .formatted(first.atDay(1), first.plusMonths(1).atDay(1)));
        }
        if (agreement.effectiveTo() == null) {
            return;
        }
        YearMonth last = YearMonth.from(agreement.effectiveTo());
        if (agreement.effectiveTo().isBefore(agreement.effectiveFrom())) {
            findings.add(
                    FindingCode.EFFECTIVE_TO,
                    "/effectiveTo",
                    "The version ends on %s, before it starts on %s: write a later day, or leave it out while the version"
                                    .formatted(agreement.effectiveTo(), agreement.effectiveFrom())
                            + " is open-ended.");
        } else if (!agreement.effectiveTo().equals(last.atEndOfMonth())) {
            findings.add(
                    FindingCode.EFFECTIVE_TO,
                    "/effectiveTo",
                    "A version ends on the last day of a month: write %s or %s."
                            .formatted(last.minusMonths(1).atEndOfMonth(), last.atEndOfMonth()));
        }
    }
}
