package sla.evaluator.rule;

import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sla.evaluator.rule.ReferenceWindows.Beat;
import sla.evaluator.rule.ReferenceWindows.Call;
import sla.evaluator.rule.ReferenceWindows.Excluded;
import sla.evaluator.rule.ReferenceWindows.Hours;
import sla.evaluator.rule.ReferenceWindows.Parts;
import sla.evaluator.rule.ReferenceWindows.Round;
import sla.evaluator.rule.ReferenceWindows.Terms;
import sla.evaluator.rule.ReferenceWindowsMoney.Pay;

/** One KPI over any window and of any parts, a rule on it, and contacts over some 18 months with all clock changes. */
final class RandomWindows {
    /** Within the contract's first weeks and well behind its last ones contacts come, too. */
    private static final LocalDate EARLIEST = LocalDate.of(2025, 1, 1);

    private static final List<String> OF_MONTHS = List.of("half-month", "month", "quarter", "half-year", "year");

    private final Random random;
    private final Terms terms;
    private final Pay pay;

    RandomWindows(Random random) {
        this.random = random;
        LocalDate from = EARLIEST.plusDays(random.nextInt(45));
        Beat period = beat(oneOf("half-month", "month", "month", "month", "quarter", "week"));
        int window = random.nextInt(3);
        String metric = oneOf("service-level", "average-speed-of-answer", "abandonment-rate", "volume");
        boolean volume = metric.equals("volume");
        int last = window == 1 ? Integer.parseInt(oneOf("2", "2", "3", "6", "12")) : 0;
        Parts parts = random.nextInt(3) == 0 ? null : parts(metric, last > 0);
        boolean hasSample = !volume && (parts == null || !parts.as().equals("count-missed"));
        terms = new Terms(
                from,
                random.nextInt(3) > 0 ? null : from.plusDays(200 + random.nextInt(300)),
                period,
                window == 2 ? beat(oneOf("day", "week", "half-month", "month", "quarter", "half-year", "year")) : null,
                last,
                random.nextInt(3) == 0 ? null : hours(),
                metric,
                parts,
                hasSample && random.nextBoolean() ? 1 + random.nextInt(25) : 0,
                round());
        pay = pay(metric, parts);
    }

    Terms terms() {
        return terms;
    }

    Pay pay() {
        return pay;
    }

    /** Until when periods are evaluated: fewer of the short ones. */
    LocalDate until() {
        return EARLIEST.plusMonths(
                terms.period().every().equals("week")
                        ? 5
                        : terms.period().every().equals("half-month") ? 11 : 18);
    }

    private String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }

    private Beat beat(String every) {
        return new Beat(
                every,
                OF_MONTHS.contains(every) && random.nextBoolean() ? 1 + random.nextInt(28) : 1,
                List.of("quarter", "half-year", "year").contains(every) ? 1 + random.nextInt(12) : 1);
    }

    private Round round() {
        return new Round(
                random.nextInt(4) - 1, RoundingMode.valueOf(oneOf("HALF_UP", "HALF_DOWN", "HALF_EVEN", "DOWN", "UP")));
    }

    private Parts parts(String metric, boolean lasts) {
        String as = oneOf("mean", "share-met", "count-missed");
        boolean volume = metric.equals("volume");
        return new Parts(
                lasts && random.nextBoolean()
                        ? "period"
                        : oneOf(
                                "quarter-hour",
                                "half-hour",
                                "hour",
                                "day",
                                "day",
                                "week",
                                "half-month",
                                "month",
                                "quarter"),
                as,
                metric.equals("service-level") || (volume && random.nextBoolean()),
                volume ? 1 + random.nextInt(3) : metric.equals("service-level") ? 60 : 25,
                round(),
                volume || random.nextBoolean() ? 0 : 2 + random.nextInt(4),
                as.equals("mean") || volume ? "left-out" : oneOf("left-out", "met", "missed"));
    }

    private Hours hours() {
        List<LocalTime> from = List.of(LocalTime.MIDNIGHT, LocalTime.of(1, 0), LocalTime.of(8, 0), LocalTime.of(9, 45));
        List<LocalTime> to = List.of(LocalTime.MIDNIGHT, LocalTime.of(12, 15), LocalTime.of(20, 0));
        Set<DayOfWeek> days = random.nextBoolean()
                ? EnumSet.allOf(DayOfWeek.class)
                : EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.of(5 + random.nextInt(2)));
        return new Hours(
                days,
                from.get(random.nextInt(4)),
                to.get(random.nextInt(3)),
                days(random.nextInt(60)),
                days(random.nextInt(10)));
    }

    private Set<LocalDate> days(int times) {
        Set<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            days.add(EARLIEST.plusDays(random.nextInt(550)));
        }
        return days;
    }

    private Pay pay(String metric, Parts parts) {
        boolean count = parts == null ? metric.equals("volume") : parts.as().equals("count-missed");
        int first = count ? 1 + random.nextInt(10) : 10 + random.nextInt(30);
        String shape = oneOf("tiers", "linear", "points");
        List<Integer> amounts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int amount = random.nextInt(100_000);
            amounts.add(shape.equals("points") ? amount % 5 : random.nextInt(3) == 0 ? amount : -amount);
        }
        return new Pay(
                shape,
                first,
                first + 1 + random.nextInt(30),
                amounts,
                shape.equals("linear") ? "no-effect" : oneOf("no-effect", "met", "failed"),
                random.nextBoolean(),
                random.nextBoolean(),
                oneOf("none", "none", "met", "missed", "bound"),
                random.nextInt(3) == 0 ? 1 + random.nextInt(400_000) : 0);
    }

    /** At any moment, and often just on an edge or before it. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (int i = 20 + random.nextInt(random.nextBoolean() ? 200 : 2_000); i > 0; i--) {
            LocalDate day = EARLIEST.plusDays(random.nextInt(580));
            day = switch (random.nextInt(12)) {
                case 0 -> LocalDate.of(2025, 3, 30);
                case 1 -> LocalDate.of(2025, 10, 26);
                case 2 -> LocalDate.of(2026, 3, 29);
                default -> day;
            };
            ZonedDateTime at = day.atStartOfDay(ReferenceWindows.ZONE).plusSeconds(random.nextInt(86_400));
            Instant moment = at.toInstant();
            long quarter = moment.getEpochSecond() / 900 * 900;
            moment = switch (random.nextInt(6)) {
                case 0 -> Instant.ofEpochSecond(quarter);
                case 1 -> Instant.ofEpochSecond(quarter).minusMillis(1);
                case 2 -> day.atStartOfDay(ReferenceWindows.ZONE).toInstant();
                case 3 -> day.atStartOfDay(ReferenceWindows.ZONE).toInstant().minusMillis(1);
                default -> moment;
            };
            calls.add(new Call(
                    moment, oneOf("answered", "answered", "answered", "abandoned", "overflowed"), random.nextInt(60)));
        }
        return calls;
    }

    /** None as often as not; some take out whole hours, days or periods. */
    List<Excluded> exclusions() {
        List<Excluded> exclusions = new ArrayList<>();
        for (int i = Math.max(0, random.nextInt(6) - 2); i > 0; i--) {
            LocalDate day = EARLIEST.plusDays(random.nextInt(500));
            if (random.nextBoolean()) {
                day = day.withDayOfMonth(terms.period().startDay());
            }
            Instant midnight = day.atStartOfDay(ReferenceWindows.ZONE).toInstant();
            int days = random.nextInt(random.nextBoolean() ? 5 : 70);
            exclusions.add(
                    days == 0
                            ? new Excluded(
                                    midnight.plus(Duration.ofMinutes(random.nextInt(600))),
                                    midnight.plus(Duration.ofMinutes(600 + random.nextInt(700))))
                            : new Excluded(
                                    midnight,
                                    day.plusDays(days)
                                            .atStartOfDay(ReferenceWindows.ZONE)
                                            .toInstant()));
        }
        return exclusions;
    }

    Instant moment(Instant from, Instant to) {
        return from.plusSeconds(random.nextInt((int) Duration.between(from, to).toSeconds()));
    }

    String document() {
        return """
                agreement: random
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: %s
                %s
                split: true
                period: %s
                zone: Europe/Amsterdam
                currency: EUR
                %s
                lots: [{id: all, title: All%s}]
                kpis:
                  - {id: level, title: Level, lot: all, metric: {%s}, %s, notMeasured: %s%s%s%s%s}
                %s""".formatted(
                        terms.from(),
                        terms.end() == null ? "" : "effectiveTo: " + terms.end().minusDays(1),
                        words(terms.period()),
                        terms.hours() == null ? "" : words(terms.hours()),
                        terms.hours() == null ? "" : ", hours: open",
                        metric(),
                        "target: {" + (pay.atLeast() ? "atLeast: " : "atMost: ") + pay.target() + "}",
                        pay.notMeasured(),
                        terms.least() == 0 ? "" : ", minimumSample: " + terms.least(),
                        words(terms.rounding()),
                        terms.last() > 0
                                ? ", window: {last: " + terms.last() + "}"
                                : terms.window() == null ? "" : ", window: " + words(terms.window()),
                        terms.parts() == null ? "" : words(terms.parts()),
                        pay.document());
    }

    private String metric() {
        return "type: " + terms.metric()
                + switch (terms.metric()) {
                    case "service-level" -> ", threshold: {seconds: 20, bound: at-most}, abandons: failures";
                    case "abandonment-rate" -> ", shortAbandon: {seconds: 5, bound: below}";
                    case "volume" -> ", of: offered";
                    default -> "";
                };
    }

    private static String words(Beat beat) {
        return "{every: " + beat.every() + (beat.startDay() == 1 ? "" : ", startDay: " + beat.startDay())
                + (beat.startMonth() == 1 ? "" : ", startMonth: " + beat.startMonth()) + "}";
    }

    private static String words(Hours hours) {
        String to = hours.to().equals(LocalTime.MIDNIGHT) ? "24:00" : hours.to().toString();
        return "openingHours: [{id: open, holidays: NL, open: [{days: ["
                + hours.days().stream()
                        .map(day -> day.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + "], from: \"" + hours.from() + "\", to: \"" + to + "\"}], special: ["
                + hours.special().stream()
                        .map(day -> "{date: %s, from: \"%s\", to: \"%s\"}"
                                .formatted(day, Hours.SPECIAL_FROM, Hours.SPECIAL_TO))
                        .collect(Collectors.joining(", "))
                + "]}]";
    }

    private static String words(Parts parts) {
        return ", parts: {every: " + parts.every() + ", as: " + parts.as()
                + (parts.as().equals("mean")
                        ? ""
                        : ", target: {" + (parts.atLeast() ? "atLeast: " : "atMost: ") + parts.target() + "}")
                + (parts.least() == 0 ? "" : ", minimumSample: " + parts.least()) + ", empty: " + parts.empty()
                + words(parts.rounding()) + "}";
    }

    private static String words(Round round) {
        return round.decimals() < 0
                ? ""
                : ", rounding: {decimals: %d, mode: %s}"
                        .formatted(
                                round.decimals(),
                                round.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
