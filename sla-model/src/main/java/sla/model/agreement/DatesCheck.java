package sla.model.agreement;

import java.time.LocalDate;
import sla.model.time.Cycle;

/** Versions start and end with a period, unless it is split: a day is computed by exactly one version. */
final class DatesCheck {
    private DatesCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Cycle cycle = agreement.period();
        LocalDate from = agreement.effectiveFrom();
        if (!agreement.split() && !cycle.startsOn(from)) {
            findings.add(
                    FindingCode.EFFECTIVE_FROM,
                    "/effectiveFrom",
                    "A version starts on the first day of a %s: write %s or %s, or split: true."
                            .formatted(cycle.every().words(), cycle.startOf(from), cycle.after(from)));
        }
        LocalDate to = agreement.effectiveTo();
        if (to == null) {
            return;
        }
        if (to.isBefore(from)) {
            findings.add(
                    FindingCode.EFFECTIVE_TO,
                    "/effectiveTo",
                    "The version ends on %s, before it starts on %s: write a later day, or leave it out while the version"
                                    .formatted(to, from)
                            + " is open-ended.");
        } else if (!agreement.split() && !cycle.startsOn(to.plusDays(1))) {
            findings.add(
                    FindingCode.EFFECTIVE_TO,
                    "/effectiveTo",
                    "A version ends on the last day of a %s: write %s or %s, or split: true."
                            .formatted(
                                    cycle.every().words(),
                                    cycle.startOf(to).minusDays(1),
                                    cycle.after(to).minusDays(1)));
        }
    }
}
