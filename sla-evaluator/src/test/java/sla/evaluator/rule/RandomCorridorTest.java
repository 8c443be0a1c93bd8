package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.Tallied;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.LeftOut;
import sla.model.evaluation.Line;
import sla.model.evaluation.ReliefResult;
import sla.model.event.Outcome;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/** Random calls, hour by hour, against random forecasts: what corridors leave out, worked out from a list of the hours. */
class RandomCorridorTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    /** With the day on which the clocks go forward. */
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    private static final MathContext DIGITS = new MathContext(60);

    /** What came and what was declared in one hour; no forecast is null. */
    private record Hour(Instant at, long inTime, long late, Long forecast) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void leavesOutWhatTheListOfHoursSays(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            String every = List.of("hour", "day", "period").get(random.nextInt(3));
            BigDecimal percent = new BigDecimal(80 + random.nextInt(60)).add(new BigDecimal("0.5"));
            boolean whole = random.nextBoolean();
            boolean perDay = !every.equals("period") && random.nextBoolean();
            List<Hour> hours = hours(random, every);
            Agreement agreement = document(every, percent, whole, perDay);
            Evaluation evaluation = Evaluated.overTime(agreement, FIRST, counts(hours));
            Map<Instant, BigDecimal> weights = weights(hours, every, percent, whole);

            for (KpiResult kpi : evaluation.kpis()) {
                if (kpi.kpi().equals("in-time")) {
                    List<Hour> own = hours.stream()
                            .filter(hour -> kpi.window() == null || kpi.window().contains(hour.at()))
                            .toList();
                    check(kpi, own, weights);
                }
            }
            evaluation
                    .lines()
                    .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount()));
            ReliefResult relief = evaluation.reliefs().getFirst();
            long above = hours.stream()
                    .filter(hour -> weights.get(hour.at()).compareTo(BigDecimal.ONE) < 0)
                    .map(hour -> span(hour.at(), every))
                    .distinct()
                    .count();
            assertThat(relief.spans()).hasSize((int) above);
            assertThat(relief.kpis().isEmpty()).isEqualTo(above == 0);
        }
    }

    /** Hours that two exclusions leave out have not come: the corridor, the ramp-up and the money look at what is left. */
    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24})
    void looksAtWhatExclusionsLeave(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            String every = List.of("hour", "day", "period").get(random.nextInt(3));
            BigDecimal percent = new BigDecimal(80 + random.nextInt(60)).add(new BigDecimal("0.5"));
            boolean whole = random.nextBoolean();
            boolean starts = random.nextInt(3) == 0;
            List<Hour> hours = hours(random, every);
            Agreement agreement = document(every, percent, whole, false, starts);
            List<List<Hour>> excluded = List.of(new ArrayList<>(), new ArrayList<>());
            List<Hour> left = new ArrayList<>();
            for (Hour hour : hours) {
                int by = random.nextInt(6);
                if (by < 2) {
                    excluded.get(by).add(hour);
                }
                left.add(by < 2 ? new Hour(hour.at(), 0, 0, hour.forecast()) : hour);
            }
            Evaluation evaluation = AgreementEvaluator.evaluate(
                    agreement,
                    agreement.periodOf(FIRST),
                    ContractDays.of(agreement),
                    counts(hours),
                    List.of(),
                    List.of(applied("ex-1", excluded.get(0)), applied("ex-2", excluded.get(1))),
                    List.of(),
                    List.of());

            KpiResult kpi = evaluation.kpis().getFirst();
            check(kpi, left, weights(left, every, percent, whole));
            Line line = evaluation.lines().getFirst();
            BigDecimal value = kpi.value();
            BigDecimal owed = value == null || starts
                    ? BigDecimal.ZERO
                    : new BigDecimal(90).subtract(value).max(BigDecimal.ZERO).multiply(new BigDecimal("-7.5"));
            assertThat(line.amount().amount())
                    .as(line.sentence())
                    .isEqualByComparingTo(owed.setScale(2, RoundingMode.HALF_UP));
            assertThat(SentenceAlone.redo(line.sentence()))
                    .as(line.sentence())
                    .isEqualByComparingTo(line.amount().amount());
            Evaluation without = Evaluated.overTime(agreement, FIRST, counts(hours));
            assertThat(evaluation.withoutExclusions())
                    .isEqualTo(new Evaluation.WithoutExclusions(without.bonus(), without.malus()));
            // Each changes what the one before it left; the last one leaves what counts.
            List<ReliefResult.KpiChange> changes = evaluation.reliefs().stream()
                    .filter(relief -> relief.kind().equals("exclusion"))
                    .flatMap(relief -> relief.kpis().stream())
                    .filter(change -> change.kpi().equals("in-time"))
                    .toList();
            if (!changes.isEmpty()) {
                assertThat(changes.getFirst().without())
                        .isEqualTo(without.kpis().getFirst().value());
                assertThat(changes.getLast().with()).isEqualTo(kpi.value());
            }
        }
    }

    private static AppliedExclusion applied(String id, List<Hour> hours) {
        Instant at = Instant.parse("2026-04-02T09:00:00Z");
        Exclusion exclusion = new Exclusion(
                id,
                "random",
                ExclusionKind.OTHER,
                "Test",
                null,
                null,
                List.of(),
                List.of(),
                List.of(new ExcludedRecord("acd", id)),
                List.of(new TermEntry(TermStatus.APPROVED, "contract-management", at, null)));
        return new AppliedExclusion(
                exclusion,
                List.of(
                        new LeftOut("in-time", leftOut(hours, "in-time")),
                        new LeftOut("offered", leftOut(hours, "offered"))));
    }

    private static List<LeftOut.Interval> leftOut(List<Hour> hours, String kpi) {
        return hours.stream()
                .map(hour -> new LeftOut.Interval(
                        hour.at(),
                        kpi.equals("offered")
                                ? Map.of("answered", hour.inTime(), "abandoned", hour.late())
                                : Map.of(
                                        "answered",
                                        hour.inTime(),
                                        "abandoned",
                                        hour.late(),
                                        "answeredWithin20s",
                                        hour.inTime())))
                .toList();
    }

    private static void check(KpiResult kpi, List<Hour> hours, Map<Instant, BigDecimal> weights) {
        BigDecimal inTime = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (Hour hour : hours) {
            BigDecimal weight = weights.get(hour.at());
            inTime = inTime.add(weight.multiply(BigDecimal.valueOf(hour.inTime())));
            all = all.add(weight.multiply(BigDecimal.valueOf(hour.inTime() + hour.late())));
        }
        if (all.signum() == 0) {
            assertThat(kpi.value()).isNull();
        } else {
            assertThat(kpi.value())
                    .isEqualByComparingTo(inTime.multiply(BigDecimal.valueOf(100))
                            .divide(all, DIGITS)
                            .setScale(40, RoundingMode.HALF_UP)
                            .setScale(4, RoundingMode.HALF_UP));
        }
    }

    /** How much of itself each hour counts with. */
    private static Map<Instant, BigDecimal> weights(List<Hour> hours, String every, BigDecimal percent, boolean whole) {
        Map<Instant, BigDecimal> weights = new HashMap<>();
        for (Hour hour : hours) {
            List<Hour> span = hours.stream()
                    .filter(each -> span(each.at(), every).equals(span(hour.at(), every)))
                    .toList();
            boolean declared = span.stream().anyMatch(each -> each.forecast() != null);
            BigDecimal most = BigDecimal.valueOf(span.stream()
                            .filter(each -> each.forecast() != null)
                            .mapToLong(Hour::forecast)
                            .sum())
                    .multiply(percent)
                    .movePointLeft(2);
            BigDecimal came = BigDecimal.valueOf(
                    span.stream().mapToLong(each -> each.inTime() + each.late()).sum());
            boolean above = declared && came.compareTo(most) > 0;
            weights.put(hour.at(), above ? (whole ? BigDecimal.ZERO : most.divide(came, DIGITS)) : BigDecimal.ONE);
        }
        return weights;
    }

    private static Object span(Instant at, String every) {
        return switch (every) {
            case "hour" -> at;
            case "day" -> at.atZone(ZONE).toLocalDate();
            default -> "";
        };
    }

    private static List<Hour> hours(Random random, String every) {
        List<Hour> hours = new ArrayList<>();
        Instant at = FIRST.atStartOfDay(ZONE).toInstant();
        Instant end = FIRST.plusMonths(1).atStartOfDay(ZONE).toInstant();
        int skipped = random.nextInt(3);
        while (at.isBefore(end)) {
            if (random.nextInt(12) == 0) {
                boolean declared = !every.equals("hour") || random.nextBoolean();
                hours.add(new Hour(
                        at,
                        random.nextInt(50),
                        random.nextInt(20),
                        declared && random.nextInt(4) >= skipped ? Long.valueOf(random.nextInt(70)) : null));
            }
            at = at.plus(Duration.ofHours(1));
        }
        return hours;
    }

    private static Map<String, CountsOverTime> counts(List<Hour> hours) {
        Map<Instant, ContactList> calls = new TreeMap<>();
        Map<Instant, ContactList> forecasts = new TreeMap<>();
        for (Hour hour : hours) {
            calls.put(
                    hour.at(),
                    ContactList.of(
                            ContactList.contact(Outcome.ANSWERED, "20", hour.inTime()),
                            ContactList.contact(Outcome.ABANDONED, "30", hour.late())));
            if (hour.forecast() != null) {
                forecasts.put(
                        hour.at().truncatedTo(ChronoUnit.HOURS),
                        new ContactList(Map.of(
                                Tallied.MEASURES, 1L,
                                Tallied.NUMERATOR, hour.forecast() * 1_000_000,
                                Tallied.DENOMINATOR, 0L)));
            }
        }
        return Map.of("in-time", over(calls), "offered", over(calls), "forecast", over(forecasts));
    }

    private static CountsOverTime over(Map<Instant, ContactList> moments) {
        return spans -> moments.entrySet().stream()
                .filter(each -> spans.stream().anyMatch(span -> span.contains(each.getKey())))
                .map(Map.Entry::getValue)
                .reduce(ContactList.NONE, ContactList::plus);
    }

    private static Agreement document(String every, BigDecimal percent, boolean whole, boolean perDay) {
        return document(every, percent, whole, perDay, false);
    }

    /** @param starts whether there is a ramp-up until the end of the month */
    private static Agreement document(String every, BigDecimal percent, boolean whole, boolean perDay, boolean starts) {
        String document = """
                agreement: random
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: in-time, title: Answered in time, lot: all, rounding: {decimals: 4, mode: half-up},
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures} WINDOW}
                  - {id: offered, title: Calls, lot: all, metric: {type: volume, of: offered}}
                  - {id: forecast, title: Forecast, lot: all, metric: {type: declared-measure, measure: forecast, as: sum}}
                rules:
                  - {id: slope, shape: linear, kpi: in-time, below: {edge: 90, amount: -7.5}}
                relief:
                  - {id: corridor, kind: corridor, volume: offered, forecast: forecast, every: EVERY, abovePercent: PERCENT,
                     surplus: SURPLUS, kpis: [in-time]}
                START
                """.replace("WINDOW", perDay ? ", window: {every: day}" : "")
                .replace("EVERY", every)
                .replace("PERCENT", percent.toPlainString())
                .replace("SURPLUS", whole ? "whole" : "pro-rata")
                .replace("START", starts ? "  - {id: start, kind: ramp-up, until: 2026-03-31}" : "");
        return Contracts.read(document);
    }
}
