package sla.model.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sla.model.time.Period;
import sla.model.time.Span;

/** The days or intervals by which a corridor compares. */
public final class CorridorSpans {
    private CorridorSpans() {}

    /** Those of a period; one at its edge is as long as what lies within. */
    public static List<Span> of(Agreement agreement, Corridor corridor, Period period, ContractDays contractDays) {
        return cut(agreement, corridor, new Span(period.startInclusive(), period.endExclusive()), contractDays);
    }

    /** What is open for a KPI, cut where the days or intervals of its corridors end: it is counted by these, too. */
    static List<Span> cut(Agreement agreement, Kpi kpi, List<Span> open, ContractDays contractDays) {
        List<Span> spans = open;
        for (Relief relief : agreement.relief()) {
            if (relief instanceof Corridor corridor && corridor.looksAt(kpi.id())) {
                spans = spans.stream()
                        .flatMap(span -> cut(agreement, corridor, span, contractDays).stream())
                        .toList();
            }
        }
        return spans;
    }

    private static List<Span> cut(Agreement agreement, Corridor corridor, Span span, ContractDays contractDays) {
        List<Span> spans = new ArrayList<>();
        Instant at = span.startInclusive();
        while (at.isBefore(span.endExclusive())) {
            Instant next = KpiWindow.after(agreement, agreement.period(), corridor.every(), at, contractDays);
            Instant end = next.isBefore(span.endExclusive()) ? next : span.endExclusive();
            spans.add(new Span(at, end));
            at = end;
        }
        return spans;
    }
}
