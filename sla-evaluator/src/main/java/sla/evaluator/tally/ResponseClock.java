package sla.evaluator.tally;

import java.time.Instant;
import java.time.ZoneId;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.OpeningHours;
import sla.model.time.Span;

/** How much time there is between two moments for whoever has to respond. */
@FunctionalInterface
interface ResponseClock {
    /** @return milliseconds, of moments in milliseconds since 1970; 0 if the second comes first */
    long between(long from, long to);

    /** By all hours. */
    ResponseClock CALENDAR = (from, to) -> Math.max(0, to - from);

    /** By the opening hours of the KPI's lot if its metric asks for them. */
    static ResponseClock of(Agreement agreement, Kpi kpi, ContractDays days) {
        String id = agreement.lot(kpi.lot()).hours();
        if (!kpi.metric().countsAtAllHours() || id == null) {
            return CALENDAR;
        }
        OpeningHours hours = agreement.hours(id);
        ZoneId zone = agreement.zone();
        return (from, to) -> to <= from
                ? 0
                : hours.within(new Span(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)), zone, days).stream()
                        .mapToLong(span -> span.endExclusive().toEpochMilli()
                                - span.startInclusive().toEpochMilli())
                        .sum();
    }
}
