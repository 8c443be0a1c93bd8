package sla.model.agreement;

import java.util.List;

/** Opening hours must be some time, and their holidays known. */
final class OpeningHoursCheck {
    private OpeningHoursCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            boolean hours =
                    agreement.lots().stream().anyMatch(lot -> lot.id().equals(kpi.lot()) && lot.hours() != null);
            // Of contacts it is an error of its own.
            if (hours
                    && kpi.attribution() == Attribution.EVALUATED
                    && kpi.metric().judgesContacts()) {
                findings.add(
                        FindingCode.HOURS_DO_NOT_APPLY,
                        "/kpis/" + i + "/attribution",
                        "'" + kpi.id()
                                + "' counts evaluations and answers by when they were made, at any hour: the opening"
                                + " hours of its lot do not apply. Choose another attribution, a lot without hours, or"
                                + " record the reading.");
            }
        }
        for (int i = 0; i < agreement.openingHours().size(); i++) {
            OpeningHours hours = agreement.openingHours().get(i);
            String pointer = "/openingHours/" + i;
            check(pointer + "/open", hours.open(), findings);
            check(pointer + "/special", hours.special(), findings);
            String calendar = hours.holidays();
            if (calendar != null && !PublicHolidays.isKnown(calendar)) {
                findings.add(
                        FindingCode.UNKNOWN_HOLIDAYS,
                        pointer + "/holidays",
                        "There is no calendar of holidays '" + calendar
                                + "'. Write a country such as NL, or a part of one such as US-ny, or list the days under"
                                + " closed.");
            }
        }
    }

    private static void check(String pointer, List<? extends OpeningHours.Hours> list, Findings findings) {
        for (int i = 0; i < list.size(); i++) {
            OpeningHours.Hours hours = list.get(i);
            if (hours.fromMinute() >= hours.toMinute()) {
                findings.add(
                        FindingCode.EMPTY_HOURS,
                        Pointers.child(pointer, i) + "/to",
                        "From " + hours.from() + " to " + hours.to()
                                + " is no time: hours past midnight are two entries, one to 24:00 and one from 00:00"
                                + " on the next day.");
            }
        }
    }
}
