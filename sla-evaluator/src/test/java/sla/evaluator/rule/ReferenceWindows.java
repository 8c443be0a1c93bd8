package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a KPI is over each window of each period, from docs/agreements.md, Windows: day by day, quarter-hour by
 * quarter-hour and contact by contact. It knows nothing of the engine.
 */
final class ReferenceWindows {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final MathContext DIGITS = new MathContext(80);
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(15);

    private final Terms terms;
    private final Map<Instant, List<Call>> byQuarter;
    private final List<Excluded> exclusions;

    /** What was worked out before: it depends on no contacts. */
    private final Map<Days, Map<Instant, List<Instant>>> partsOf;

    /** @param outcome answered, abandoned or overflowed */
    record Call(Instant at, String outcome, int seconds) {}

    /** Spans of whole days that follow each other. */
    record Beat(String every, int startDay, int startMonth) {}

    /** Local time on these days, but for the closed ones and those with hours of their own. */
    record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> closed, Set<LocalDate> special) {
        static final LocalTime SPECIAL_FROM = LocalTime.of(10, 15);
        static final LocalTime SPECIAL_TO = LocalTime.of(13, 0);

        private boolean holds(ZonedDateTime at) {
            LocalDate day = at.toLocalDate();
            LocalTime time = at.toLocalTime();
            if (special.contains(day)) {
                return !time.isBefore(SPECIAL_FROM) && time.isBefore(SPECIAL_TO);
            }
            return !closed.contains(day)
                    && days.contains(day.getDayOfWeek())
                    && !time.isBefore(from)
                    && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
        }
    }

    /** @param decimals below 0 for none */
    record Round(int decimals, RoundingMode mode) {
        BigDecimal of(BigDecimal value) {
            return decimals < 0 ? value : value.setScale(decimals, mode);
        }
    }

    /** @param every a beat, minutes, or period */
    record Parts(String every, String as, boolean atLeast, int target, Round rounding, int least, String empty) {}

    /**
     * @param end the day after the last one; null if there is none
     * @param window null if it is the period
     * @param last 0 if it is not the last periods
     * @param hours null if always open
     * @param parts null for none
     * @param least 0 for no minimum sample
     */
    record Terms(
            LocalDate from,
            LocalDate end,
            Beat period,
            Beat window,
            int last,
            Hours hours,
            String metric,
            Parts parts,
            int least,
            Round rounding) {}

    /** Minutes that do not count. */
    record Excluded(Instant from, Instant to) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** Days, the last one exclusive. */
    record Days(LocalDate first, LocalDate end, LocalDate whole, LocalDate wholeEnd) {
        Instant from() {
            return first.atStartOfDay(ZONE).toInstant();
        }

        Instant to() {
            return end.atStartOfDay(ZONE).toInstant();
        }

        boolean isPart() {
            return !first.equals(whole) || !end.equals(wholeEnd);
        }

        int days() {
            return (int) ChronoUnit.DAYS.between(first, end);
        }

        int of() {
            return (int) ChronoUnit.DAYS.between(whole, wholeEnd);
        }
    }

    /** @param running whether it goes on behind the period */
    record Window(String label, Days days, boolean running) {}

    /** @param state met, missed, counted, not-measured or excluded */
    record Part(Instant from, String state, BigDecimal value) {}

    /**
     * @param value null if not measured
     * @param made of so many parts
     * @param all of the window, those to come too
     * @param listed null if it is made of none, for want of a sample too
     */
    record Value(BigDecimal value, boolean excluded, int made, int all, List<Part> listed) {}

    private record Sum(BigDecimal above, long below) {}

    ReferenceWindows(Terms terms, List<Call> calls, List<Excluded> exclusions) {
        this(terms, calls, exclusions, new HashMap<>());
    }

    private ReferenceWindows(
            Terms terms, List<Call> calls, List<Excluded> exclusions, Map<Days, Map<Instant, List<Instant>>> partsOf) {
        this.terms = terms;
        this.partsOf = partsOf;
        this.exclusions = exclusions;
        byQuarter = calls.stream()
                .filter(call -> exclusions.stream().noneMatch(each -> each.holds(call.at())))
                .collect(Collectors.groupingBy(
                        call -> Instant.ofEpochSecond(Math.floorDiv(call.at().getEpochSecond(), 900) * 900),
                        HashMap::new,
                        Collectors.toList()));
    }

    /** The same contract with other contacts. */
    ReferenceWindows with(List<Call> calls, List<Excluded> excluded) {
        return new ReferenceWindows(terms, calls, excluded, partsOf);
    }

    private static boolean begins(Beat beat, LocalDate day) {
        boolean startDay = day.getDayOfMonth() == beat.startDay();
        int month = day.getMonthValue() - beat.startMonth();
        return switch (beat.every()) {
            case "day" -> true;
            case "week" -> day.getDayOfWeek() == DayOfWeek.MONDAY;
            case "half-month" -> startDay || day.minusDays(15).getDayOfMonth() == beat.startDay();
            case "month" -> startDay;
            case "quarter" -> startDay && Math.floorMod(month, 3) == 0;
            case "half-year" -> startDay && Math.floorMod(month, 6) == 0;
            case "year" -> startDay && month == 0;
            default -> throw new IllegalArgumentException(beat.every());
        };
    }

    private static LocalDate start(Beat beat, LocalDate day) {
        LocalDate start = day;
        while (!begins(beat, start)) {
            start = start.minusDays(1);
        }
        return start;
    }

    /** The span that holds the day, as far as the contract goes. */
    private Days span(Beat beat, LocalDate day) {
        LocalDate start = start(beat, day);
        LocalDate end = day.plusDays(1);
        while (!begins(beat, end)) {
            end = end.plusDays(1);
        }
        return new Days(
                start.isBefore(terms.from()) ? terms.from() : start,
                terms.end() != null && terms.end().isBefore(end) ? terms.end() : end,
                start,
                end);
    }

    /** All that are over on a day. */
    List<Days> periods(LocalDate until) {
        List<Days> periods = new ArrayList<>();
        LocalDate day = terms.from();
        while (terms.end() == null || day.isBefore(terms.end())) {
            Days next = span(terms.period(), day);
            if (next.end().isAfter(until)) {
                break;
            }
            periods.add(next);
            day = next.end();
        }
        return periods;
    }

    /** Those that end in the period, else the one that runs. */
    List<Window> windows(Days period) {
        if (terms.last() > 0) {
            LocalDate first = start(terms.period(), period.first());
            for (int i = 1; i < terms.last(); i++) {
                first = start(terms.period(), first.minusDays(1));
            }
            LocalDate from = first.isBefore(terms.from()) ? terms.from() : first;
            return List.of(new Window(from.toString(), new Days(from, period.end(), from, period.end()), false));
        }
        if (terms.window() == null) {
            return List.of(new Window(label(terms.period(), period), period, false));
        }
        List<Window> windows = new ArrayList<>();
        for (LocalDate last = period.first(); last.isBefore(period.end()); last = last.plusDays(1)) {
            Days each = span(terms.window(), last);
            if (each.end().equals(last.plusDays(1))) {
                windows.add(new Window(label(terms.window(), each), each, false));
            }
        }
        if (windows.isEmpty()) {
            Days each = span(terms.window(), period.first());
            Days soFar = new Days(each.first(), period.end(), each.whole(), each.wholeEnd());
            windows.add(new Window(label(terms.window(), each), soFar, true));
        }
        return windows;
    }

    /** A calendar month by its month, anything else by its first day. */
    static String label(Beat beat, Days days) {
        boolean isMonth = beat.every().equals("month") && beat.startDay() == 1 && !days.isPart();
        return isMonth ? days.first().toString().substring(0, 7) : days.first().toString();
    }

    private boolean beginsPart(Instant at) {
        ZonedDateTime local = at.atZone(ZONE);
        int minute = local.getMinute();
        boolean midnight = local.toLocalTime().equals(LocalTime.MIDNIGHT);
        String every = terms.parts().every();
        Beat longer = terms.window() == null ? terms.period() : terms.window();
        return switch (every) {
            case "quarter-hour" -> true;
            case "half-hour" -> minute % 30 == 0;
            case "hour" -> minute == 0;
            case "period" -> midnight && begins(terms.period(), local.toLocalDate());
            default -> midnight && begins(new Beat(every, longer.startDay(), longer.startMonth()), local.toLocalDate());
        };
    }

    /** The quarter-hours of each part that are open. */
    private Map<Instant, List<Instant>> parts(Days window) {
        Map<Instant, List<Instant>> parts = new TreeMap<>();
        Instant part = window.from();
        for (Instant at = window.from(); at.isBefore(window.to()); at = at.plus(QUARTER_HOUR)) {
            part = terms.parts() != null && beginsPart(at) ? at : part;
            if (terms.hours() == null || terms.hours().holds(at.atZone(ZONE))) {
                parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(at);
            }
        }
        return parts;
    }

    /** @param asOf nothing came later; null if all is over */
    Value value(Days window, Instant asOf, ReferenceWindows withoutExclusions) {
        Map<Instant, List<Instant>> parts = partsOf.computeIfAbsent(window, this::parts);
        List<Instant> all = parts.values().stream().flatMap(List::stream).toList();
        Value value = measured(window, parts, all, asOf, withoutExclusions);
        boolean without = !exclusions.isEmpty()
                && value.value() == null
                && withoutExclusions.value(window, asOf, withoutExclusions).value() != null;
        return without || areExcluded(all) ? new Value(null, true, 0, parts.size(), value.listed()) : value;
    }

    private Value measured(
            Days window,
            Map<Instant, List<Instant>> parts,
            List<Instant> all,
            Instant asOf,
            ReferenceWindows withoutExclusions) {
        Sum whole = sum(all);
        boolean sample = !terms.metric().equals("volume");
        boolean tooFew = sample && whole.below() < terms.least();
        if (terms.parts() == null) {
            BigDecimal value = tooFew ? null : quotient(whole);
            return new Value(value == null ? null : terms.rounding().of(value), false, 0, 1, null);
        }
        if (tooFew && (whole.below() > 0 || terms.least() > 1)) {
            return new Value(null, false, 0, parts.size(), null);
        }
        List<Part> listed = new ArrayList<>();
        List<Instant> starts = new ArrayList<>(parts.keySet());
        for (Instant start : starts) {
            BigDecimal value = ofPart(parts.get(start));
            boolean excluded = areExcluded(parts.get(start))
                    || (value == null && withoutExclusions.ofPart(parts.get(start)) != null);
            boolean isOver = asOf == null || !end(start, window).isAfter(asOf);
            if (excluded) {
                listed.add(new Part(start, "excluded", null));
            } else if (value != null) {
                listed.add(new Part(start, state(value), value));
            } else if (isOver || terms.parts().empty().equals("left-out")) {
                listed.add(new Part(start, "not-measured", null));
            }
        }
        return made(listed, parts.size());
    }

    private Instant end(Instant start, Days window) {
        Instant end = start.plus(QUARTER_HOUR);
        while (end.isBefore(window.to()) && !beginsPart(end)) {
            end = end.plus(QUARTER_HOUR);
        }
        return end;
    }

    private Value made(List<Part> listed, int all) {
        String empty = terms.parts().empty();
        long met = count(listed, "met") + (empty.equals("met") ? count(listed, "not-measured") : 0);
        long missed = count(listed, "missed") + (empty.equals("missed") ? count(listed, "not-measured") : 0);
        BigDecimal value;
        long made = met + missed;
        switch (terms.parts().as()) {
            case "mean" -> {
                made = listed.stream().filter(part -> part.value() != null).count();
                BigDecimal sum = listed.stream()
                        .filter(part -> part.value() != null)
                        .map(Part::value)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                value = made == 0 ? null : near(sum.divide(BigDecimal.valueOf(made), DIGITS));
            }
            case "share-met" ->
                value = made == 0 ? null : near(BigDecimal.valueOf(100 * met).divide(BigDecimal.valueOf(made), DIGITS));
            default -> value = BigDecimal.valueOf(missed);
        }
        return new Value(value == null ? null : terms.rounding().of(value), false, (int) made, all, listed);
    }

    private static long count(List<Part> listed, String state) {
        return listed.stream().filter(part -> part.state().equals(state)).count();
    }

    private String state(BigDecimal value) {
        if (terms.parts().as().equals("mean")) {
            return "counted";
        }
        int order = value.compareTo(BigDecimal.valueOf(terms.parts().target()));
        return (terms.parts().atLeast() ? order >= 0 : order <= 0) ? "met" : "missed";
    }

    private BigDecimal ofPart(List<Instant> open) {
        Sum sum = sum(open);
        BigDecimal value = quotient(sum);
        boolean tooFew =
                !terms.metric().equals("volume") && sum.below() < terms.parts().least();
        return value == null || tooFew ? null : terms.parts().rounding().of(value);
    }

    /** Null if there is nothing to measure; a count of nothing is 0. */
    private BigDecimal quotient(Sum sum) {
        if (terms.metric().equals("volume")) {
            return sum.above();
        }
        return sum.below() == 0 ? null : near(sum.above().divide(BigDecimal.valueOf(sum.below()), DIGITS));
    }

    /** What is a whole number of something is not a hair beside it. */
    private static BigDecimal near(BigDecimal value) {
        return value.setScale(50, RoundingMode.HALF_UP);
    }

    private Sum sum(List<Instant> open) {
        long above = 0;
        long below = 0;
        for (Instant quarter : open) {
            for (Call call : byQuarter.getOrDefault(quarter, List.of())) {
                boolean answered = call.outcome().equals("answered");
                boolean abandoned = call.outcome().equals("abandoned");
                switch (terms.metric()) {
                    case "service-level" -> {
                        above += answered && call.seconds() <= 20 ? 100 : 0;
                        below += answered || abandoned ? 1 : 0;
                    }
                    case "average-speed-of-answer" -> {
                        above += answered ? call.seconds() : 0;
                        below += answered ? 1 : 0;
                    }
                    case "abandonment-rate" -> {
                        boolean isShort = abandoned && call.seconds() < 5;
                        above += abandoned && !isShort ? 100 : 0;
                        below += isShort ? 0 : 1;
                    }
                    default -> above++;
                }
            }
        }
        return new Sum(BigDecimal.valueOf(above), below);
    }

    /** Whether every minute of it is. */
    private boolean areExcluded(List<Instant> open) {
        for (Instant quarter : open) {
            for (int minute = 0; minute < 15; minute++) {
                Instant at = quarter.plus(Duration.ofMinutes(minute));
                if (exclusions.stream().noneMatch(each -> each.holds(at))) {
                    return false;
                }
            }
        }
        return !open.isEmpty();
    }
}
