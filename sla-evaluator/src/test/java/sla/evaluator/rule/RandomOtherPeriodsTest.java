package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.time.Period;

/**
 * Shares of the charges of the month before and of the month after, against a list of the months. Some are quarters, and some
 * are judged by the last few together, which may begin with the one for which a share is owed.
 */
class RandomOtherPeriodsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int MONTHS = 24;

    /** Calls that were answered, all after so many seconds. */
    private record Month(int calls, int seconds) {
        BigDecimal charge() {
            return BigDecimal.valueOf(calls).multiply(new BigDecimal("1.37"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void everyMonthPaysWhatTheMonthsBesideItSay(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            BigDecimal next = new BigDecimal(random.nextInt(2_000)).movePointLeft(2);
            BigDecimal before = new BigDecimal(random.nextInt(500)).movePointLeft(2);
            List<Month> months = new ArrayList<>();
            for (int month = 0; month < MONTHS; month++) {
                months.add(new Month(1 + random.nextInt(5_000), 20 + random.nextInt(40)));
            }
            boolean quarters = random.nextBoolean();
            int last = 1 + random.nextInt(3);
            List<Evaluation> chain =
                    chain(document(next, before, quarters ? "quarter" : "month", last), quarters ? 3 : 1, months);
            for (int month = 0; month < MONTHS; month++) {
                Evaluation evaluation = chain.get(month);
                assertThat(evaluation.malus().amount())
                        .as("month %d of %s, %s and %s %%", month, months, next, before)
                        .isEqualByComparingTo(malus(months, month, last, next, before));
                assertThat(evaluation.lines()).extracting(Line::key).doesNotHaveDuplicates();
                for (Line line : evaluation.lines()) {
                    assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount());
                }
            }
        }
    }

    private static BigDecimal malus(List<Month> months, int month, int together, BigDecimal next, BigDecimal before) {
        BigDecimal malus = BigDecimal.ZERO;
        if (month == 0) {
            return malus;
        }
        Month now = months.get(month);
        Month last = months.get(month - 1);
        if (failed(months, month - 1, together)) {
            boolean again = month > 1 && failed(months, month - 2, together);
            malus = malus.subtract(cents(now.charge().multiply(next).multiply(BigDecimal.valueOf(again ? 3 : 1))));
        }
        BigDecimal above = seconds(months, month, together).subtract(BigDecimal.valueOf(30));
        if (above.signum() > 0) {
            malus = malus.subtract(cents(last.charge().multiply(before).multiply(above)));
        }
        return malus;
    }

    private static boolean failed(List<Month> months, int month, int together) {
        return seconds(months, month, together).compareTo(BigDecimal.valueOf(40)) > 0;
    }

    /** Over the calls of the last few months. */
    private static BigDecimal seconds(List<Month> months, int month, int together) {
        long calls = 0;
        long seconds = 0;
        for (Month each : months.subList(Math.max(0, month + 1 - together), month + 1)) {
            calls += each.calls();
            seconds += (long) each.calls() * each.seconds();
        }
        return BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(calls), MathContext.DECIMAL128);
    }

    private static BigDecimal cents(BigDecimal percents) {
        // A half that is cut off behind many digits is one.
        return percents.movePointLeft(2).setScale(20, RoundingMode.HALF_UP).setScale(2, RoundingMode.HALF_UP);
    }

    private static List<Evaluation> chain(Agreement agreement, int length, List<Month> months) {
        List<Evaluation> chain = new ArrayList<>();
        CountsOverTime counts = counts(agreement, length, months);
        for (int i = 0; i < months.size(); i++) {
            chain.add(Evaluated.overTime(
                    agreement,
                    FIRST.plusMonths((long) i * length),
                    Map.of("asa", counts, "calls", counts),
                    chain.stream().map(PastPeriod::of).toList()));
        }
        return chain;
    }

    /** Some of each month's calls came in its first moment, the others in its last one. */
    private static CountsOverTime counts(Agreement agreement, int length, List<Month> months) {
        NavigableMap<Instant, ContactList> moments = new TreeMap<>();
        for (int i = 0; i < months.size(); i++) {
            Period period = agreement.periodOf(FIRST.plusMonths((long) i * length));
            int early = months.get(i).calls() / 3;
            moments.put(period.startInclusive(), answered(months.get(i), early));
            moments.put(
                    period.endExclusive().minusMillis(1),
                    answered(months.get(i), months.get(i).calls() - early));
        }
        return spans -> spans.stream()
                .flatMap(span ->
                        moments.subMap(span.startInclusive(), true, span.endExclusive(), false).values().stream())
                .reduce(ContactList.NONE, ContactList::plus);
    }

    private static ContactList answered(Month month, int calls) {
        return ContactList.of(ContactList.contact(Outcome.ANSWERED, Integer.toString(month.seconds()), calls));
    }

    private static Agreement document(BigDecimal next, BigDecimal before, String every, int last) {
        String document = """
                agreement: random
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                period: {every: EVERY}
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}WINDOW}
                  - {id: calls, title: Calls, lot: all, metric: {type: volume, of: answered}}
                charges: [{id: calls, title: Calls, kpi: calls, amount: 1.37}]
                bases:
                  - {id: next, title: Next, charges: [calls], period: next}
                  - {id: before, title: Before, charges: [calls], period: previous}
                rules:
                  - {id: failure, shape: tiers, kpi: asa, tiers: [{above: 40, percent: -NEXT, of: next}], otherwise: 0,
                     repeats: {inARow: true, times: [1, 3]}}
                  - {id: slope, shape: linear, kpi: asa, above: {edge: 30, percent: -BEFORE, of: before}}
                """.replace("NEXT", next.toPlainString())
                .replace("BEFORE", before.toPlainString())
                .replace("EVERY", every)
                .replace("WINDOW", last == 1 ? "" : ", window: {last: " + last + "}");
        return Contracts.read(document);
    }
}
