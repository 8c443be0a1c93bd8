package sla.model.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * One stretch of time over which a KPI is measured for a period: a pure function of the agreement and the contract's days.
 *
 * @param period what it is called, and its edges
 * @param days its local days in words: {@code 1999-01-01 to 1999-03-31}
 * @param isWholePeriod whether the KPI is measured once, over the period itself
 * @param due whether it ends in the period, so that rules look at it; else it is running, and shown as far as it goes
 * @param parts in order, without those that are closed; a single one if the KPI is not measured in parts
 */
public record KpiWindow(Period period, String days, boolean isWholePeriod, boolean due, List<Part> parts) {
    public KpiWindow {
        parts = List.copyOf(parts);
    }

    /**
     * A part of a window.
     *
     * @param open what of it counts
     */
    public record Part(Span span, List<Span> open) {
        public Part {
            open = List.copyOf(open);
        }
    }

    /** Those of a period, oldest first: all that end in it, or else the one that is running. */
    public static List<KpiWindow> of(Agreement agreement, Kpi kpi, Period period, ContractDays contractDays) {
        Window window = kpi.window();
        if (window == null) {
            return List.of(of(agreement, kpi, period, true, true, contractDays));
        }
        ZoneId zone = agreement.zone();
        if (window.last() != null) {
            Period whole = rolling(agreement, period, window.last(), contractDays);
            return List.of(of(agreement, kpi, whole, false, true, contractDays));
        }
        Cycle cycle = window.cycle().orElseThrow();
        List<KpiWindow> windows = new ArrayList<>();
        LocalDate day = period.firstDay(zone);
        LocalDate end = period.endDay(zone);
        while (day.isBefore(end)) {
            Period each = cycle.of(day, zone).within(contractDays.start(), contractDays.end(), zone);
            boolean due = !each.endExclusive().isAfter(period.endExclusive());
            if (due) {
                windows.add(of(agreement, kpi, each, false, true, contractDays));
            } else if (windows.isEmpty()) {
                Period soFar = new Period(each.label(), each.startInclusive(), period.endExclusive(), each.part());
                windows.add(of(agreement, kpi, soFar, false, false, contractDays));
            }
            day = cycle.after(day);
        }
        return windows;
    }

    /** The period itself, at all hours. */
    public static KpiWindow ofPeriod(Agreement agreement, Period period) {
        Span span = new Span(period.startInclusive(), period.endExclusive());
        return new KpiWindow(
                period, days(period, agreement.zone()), true, true, List.of(new Part(span, List.of(span))));
    }

    /** When the earliest of all KPIs' windows of the period begins: what was counted before does not matter to it. */
    public static Instant reach(Agreement agreement, Period period, ContractDays contractDays) {
        return agreement.kpis().stream()
                .map(kpi -> reach(agreement, kpi, period, contractDays))
                .min(Instant::compareTo)
                .orElse(period.startInclusive());
    }

    /** The same of one KPI. */
    public static Instant reach(Agreement agreement, Kpi kpi, Period period, ContractDays contractDays) {
        Window window = kpi.window();
        if (window == null) {
            return period.startInclusive();
        }
        if (window.last() != null) {
            return rolling(agreement, period, window.last(), contractDays).startInclusive();
        }
        return window.cycle()
                .orElseThrow()
                .of(period.firstDay(agreement.zone()), agreement.zone())
                .within(contractDays.start(), contractDays.end(), agreement.zone())
                .startInclusive();
    }

    private static KpiWindow of(
            Agreement agreement,
            Kpi kpi,
            Period period,
            boolean isWholePeriod,
            boolean due,
            ContractDays contractDays) {
        Parts parts = kpi.parts();
        List<Span> spans = parts == null
                ? List.of(new Span(period.startInclusive(), period.endExclusive()))
                : spans(agreement, kpi, parts.every(), period, contractDays);
        List<Part> open = spans.stream()
                .map(span -> new Part(
                        span,
                        CorridorSpans.cut(agreement, kpi, open(agreement, kpi, span, contractDays), contractDays)))
                .filter(part -> !part.open().isEmpty())
                .toList();
        return new KpiWindow(period, days(period, agreement.zone()), isWholePeriod, due, open);
    }

    private static List<Span> open(Agreement agreement, Kpi kpi, Span span, ContractDays contractDays) {
        String hours = agreement.lot(kpi.lot()).hours();
        // Answers are given at any hour: by their own moment they say nothing about when the contact was.
        return hours == null
                        || kpi.attribution() == Attribution.EVALUATED
                        || kpi.metric().countsAtAllHours()
                ? List.of(span)
                : agreement.hours(hours).within(span, agreement.zone(), contractDays);
    }

    private static String days(Period period, ZoneId zone) {
        LocalDate first = period.firstDay(zone);
        LocalDate last = period.endDay(zone).minusDays(1);
        return first.equals(last) ? first.toString() : first + " to " + last;
    }

    /** Every part of a window of a KPI that is made of parts, also those that are closed. */
    public static List<Span> spansOfParts(Agreement agreement, Kpi kpi, KpiWindow window, ContractDays contractDays) {
        Parts parts = Objects.requireNonNull(kpi.parts());
        return spans(agreement, kpi, parts.every(), window.period(), contractDays);
    }

    private static List<Span> spans(
            Agreement agreement, Kpi kpi, Every every, Period period, ContractDays contractDays) {
        List<Span> spans = new ArrayList<>();
        Instant at = period.startInclusive();
        while (at.isBefore(period.endExclusive())) {
            Instant next = after(agreement, cycleOf(agreement, kpi), every, at, contractDays);
            Instant end = next.isBefore(period.endExclusive()) ? next : period.endExclusive();
            spans.add(new Span(at, end));
            at = end;
        }
        return spans;
    }

    /**
     * Where the part ends that holds the instant.
     *
     * @param start where longer parts start
     */
    static Instant after(Agreement agreement, Cycle start, Every every, Instant at, ContractDays contractDays) {
        Integer minutes = every.minutes();
        ZoneId zone = agreement.zone();
        if (minutes != null) {
            // Zones differ from UTC by whole quarter-hours: where not by whole hours, intervals follow the local clock.
            long offset = zone.getRules().getOffset(at).getTotalSeconds();
            long length = minutes * 60L;
            long local = at.getEpochSecond() + offset;
            return Instant.ofEpochSecond(Math.floorDiv(local, length) * length + length - offset);
        }
        LocalDate day = at.atZone(zone).toLocalDate();
        Cycle cycle = every == Every.PERIOD ? agreement.period() : Cycle.within(start, every);
        LocalDate next = cycle.after(day);
        LocalDate end = Objects.requireNonNullElse(contractDays.end(), next);
        return (end.isBefore(next) ? end : next).atStartOfDay(zone).toInstant();
    }

    /** Where spans of the KPI's window start, and so its parts. */
    private static Cycle cycleOf(Agreement agreement, Kpi kpi) {
        Window window = kpi.window();
        return window == null ? agreement.period() : window.cycle().orElse(agreement.period());
    }

    /** The last periods, one after the other as they are now: an earlier version may have had others. */
    private static Period rolling(Agreement agreement, Period period, int periods, ContractDays contractDays) {
        ZoneId zone = agreement.zone();
        LocalDate start = agreement.period().startOf(period.firstDay(zone));
        for (int i = 1; i < periods; i++) {
            start = agreement.period().startOf(start.minusDays(1));
        }
        LocalDate from = start.isBefore(contractDays.start()) ? contractDays.start() : start;
        return new Period(from.toString(), from.atStartOfDay(zone).toInstant(), period.endExclusive());
    }

    /** What rules and gates call it; empty if it is the period itself. */
    public Optional<Period> named() {
        return isWholePeriod ? Optional.empty() : Optional.of(period);
    }

    /** The same without some of what counts; parts of which nothing is left are none, as those that are closed. */
    public KpiWindow without(List<Span> spans) {
        List<Part> left = parts.stream()
                .map(part -> new Part(
                        part.span(),
                        part.open().stream()
                                .filter(each -> spans.stream().noneMatch(span -> span.contains(each.startInclusive())))
                                .toList()))
                .filter(part -> !part.open().isEmpty())
                .toList();
        return new KpiWindow(period, days, isWholePeriod, due, left);
    }

    /** All that counts, in order. */
    public List<Span> open() {
        return parts.stream().flatMap(part -> part.open().stream()).toList();
    }

    /** Whether something of this moment counts in it. */
    public boolean contains(@Nullable Instant instant) {
        return instant != null && open().stream().anyMatch(span -> span.contains(instant));
    }
}
