package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

        boolean failed() {
            return seconds > 40;
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
                        .isEqualByComparingTo(malus(months, month, next, before));
                assertThat(evaluation.lines()).extracting(Line::key).doesNotHaveDuplicates();
                for (Line line : evaluation.lines()) {
                    assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount());
                }
            }
        }
    }

    private static BigDecimal malus(List<Month> months, int month, BigDecimal next, BigDecimal before) {
        BigDecimal malus = BigDecimal.ZERO;
        if (month == 0) {
            return malus;
        }
        Month now = months.get(month);
        Month last = months.get(month - 1);
        if (last.failed()) {
            boolean again = month > 1 && months.get(month - 2).failed();
            malus = malus.subtract(cents(now.charge().multiply(next).multiply(BigDecimal.valueOf(again ? 3 : 1))));
        }
        if (now.seconds() > 30) {
            malus = malus.subtract(
                    cents(last.charge().multiply(before).multiply(BigDecimal.valueOf(now.seconds() - 30))));
        }
        return malus;
    }

    private static BigDecimal cents(BigDecimal percents) {
        return percents.movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
    }

    private static List<Evaluation> chain(Agreement agreement, int length, List<Month> months) {
        List<Evaluation> chain = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            Month month = months.get(i);
            CountsOverTime counts = _ -> ContactList.of(
                    ContactList.contact(Outcome.ANSWERED, Integer.toString(month.seconds()), month.calls()));
            chain.add(Evaluated.overTime(
                    agreement,
                    FIRST.plusMonths((long) i * length),
                    Map.of("asa", counts, "calls", counts),
                    chain.stream().map(PastPeriod::of).toList()));
        }
        return chain;
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
