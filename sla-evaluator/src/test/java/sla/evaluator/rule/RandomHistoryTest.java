package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;

/**
 * Histories of random answer times under random multipliers and caps, against a reference that works every month out anew
 * from all values before it: by lists and whole numbers, and knows no extracts.
 */
class RandomHistoryTest {
    static final int MONTHS = 30;
    static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    /** A document and what it says, for the reference. */
    record Contract(
            Agreement agreement,
            int last,
            List<Integer> times,
            boolean ofPoints,
            int cap,
            boolean perYear,
            int startMonth,
            RandomLookBack lookBack,
            RandomPointsOver pointsOver) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyMonthIsWhatTheWholeHistoryGives(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Contract contract = contract(random);
            List<Integer> waits = new ArrayList<>();
            for (int month = 0; month < MONTHS; month++) {
                waits.add(wait(random));
            }
            List<Evaluation> chain = evaluate(contract, waits, List.of(), 0);
            check(contract, waits, chain);

            // A late change: what lies before it stays, what comes after it follows from what is printed.
            int changed = random.nextInt(MONTHS);
            waits.set(changed, wait(random));
            List<Evaluation> again = evaluate(contract, waits, chain.subList(0, changed), changed);
            check(contract, waits, again);
            stopsWhereNothingChanges(contract, waits, chain, again, changed);
        }
    }

    /** Whoever goes on only while what others look back on has changed comes to the same. */
    private static void stopsWhereNothingChanges(
            Contract contract, List<Integer> waits, List<Evaluation> old, List<Evaluation> again, int changed) {
        List<Evaluation> cascade = new ArrayList<>(old);
        boolean pastChanged = false;
        for (int month = changed; month < MONTHS && (month == changed || pastChanged); month++) {
            PastPeriod before = PastPeriod.of(cascade.get(month));
            cascade.set(
                    month,
                    evaluate(contract, waits, cascade.subList(0, month), month).get(month));
            pastChanged |= !before.equals(PastPeriod.of(cascade.get(month)));
        }
        assertThat(cascade).isEqualTo(again);
    }

    /** From a month on, behind those that are there. */
    private static List<Evaluation> evaluate(
            Contract contract, List<Integer> waits, List<Evaluation> before, int from) {
        List<Evaluation> chain = new ArrayList<>(before);
        List<PastPeriod> past =
                new ArrayList<>(before.stream().map(PastPeriod::of).toList());
        for (int month = from; month < MONTHS; month++) {
            chain.add(evaluate(contract, waits, month, List.copyOf(past)));
            past.add(PastPeriod.of(chain.getLast()));
        }
        return chain;
    }

    static Evaluation evaluate(Contract contract, List<Integer> waits, int month, List<PastPeriod> past) {
        Integer wait = waits.get(month);
        CountsOverTime counts = _ -> wait == null
                ? ContactList.NONE
                : ContactList.of(ContactList.contact(Outcome.ANSWERED, wait.toString(), 10));
        return Evaluated.overTime(contract.agreement(), FIRST.plusMonths(month), Map.of("asa", counts), past);
    }

    private static void check(Contract contract, List<Integer> waits, List<Evaluation> chain) {
        List<Long> paid = paid(contract, waits);
        for (int month = 0; month < MONTHS; month++) {
            Evaluation evaluation = chain.get(month);
            assertThat(evaluation.malus().amount())
                    .as("month %d of %s, %s", month, waits, contract)
                    .isEqualByComparingTo(BigDecimal.valueOf(-paid.get(month)));
            evaluation
                    .lines()
                    .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount()));
        }
        contract.lookBack().check(waits, chain);
        contract.pointsOver().check(waits, chain);
    }

    /** Euros of malus of each month. */
    static List<Long> paid(Contract contract, List<Integer> waits) {
        List<Long> paid = new ArrayList<>();
        for (int month = 0; month < MONTHS; month++) {
            Integer wait = waits.get(month);
            long owed = isFailure(wait) ? 100L * severity(wait) * times(contract, waits, month) : 0;
            long used = 0;
            for (int earlier = 0; earlier < month; earlier++) {
                used += isInSpan(contract, earlier, month) ? paid.get(earlier) : 0;
            }
            paid.add(Math.min(owed, Math.max(0, contract.cap() - used)));
        }
        return paid;
    }

    private static boolean isInSpan(Contract contract, int earlier, int month) {
        return !contract.perYear() || year(contract, earlier) == year(contract, month);
    }

    private static int year(Contract contract, int month) {
        return Math.floorDiv(month - (contract.startMonth() - 1), 12);
    }

    private static int times(Contract contract, List<Integer> waits, int month) {
        int number = 1;
        for (int earlier = month - 1; earlier >= 0; earlier--) {
            boolean failed = isFailure(waits.get(earlier));
            if (contract.last() == 0 && !failed) {
                break;
            }
            if (contract.last() > 0 && earlier <= month - contract.last()) {
                break;
            }
            number += failed ? 1 : 0;
        }
        return contract.times().get(Math.min(number, contract.times().size()) - 1);
    }

    /** What is not measured is none. */
    private static boolean isFailure(Integer wait) {
        return wait != null && wait > 30;
    }

    private static int severity(int wait) {
        return wait > 45 ? 3 : 1;
    }

    static Integer wait(Random random) {
        return random.nextInt(8) == 0 ? null : Integer.valueOf(20 + random.nextInt(35));
    }

    static Contract contract(Random random) {
        int last = random.nextBoolean() ? 0 : 2 + random.nextInt(40);
        List<Integer> times = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            times.add(random.nextInt(5));
        }
        boolean ofPoints = random.nextBoolean();
        int cap = random.nextInt(6_000);
        boolean perYear = random.nextBoolean();
        int startMonth = 1 + random.nextInt(12);
        String repeats = "repeats: {%s, times: %s}".formatted(last == 0 ? "inARow: true" : "last: " + last, times);
        String rules = ofPoints ? """
                  - {id: severity, shape: points, kpi: asa, tiers: [{above: 30, atMost: 45, points: 1}, {above: 45, points: 3}],
                     otherwise: 0, REPEATS}
                  - {id: credit, shape: linear, total: [severity], above: {edge: 0, amount: -100}}
                """ : """
                  - {id: failure, shape: tiers, kpi: asa, tiers: [{above: 30, atMost: 45, amount: -100}, {above: 45, amount: -300}],
                     otherwise: 0, REPEATS}
                """;
        RandomLookBack lookBack = RandomLookBack.next(random);
        RandomPointsOver pointsOver = RandomPointsOver.next(random);
        String document = """
                agreement: random
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2025-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]
                rules:
                RULES
                LOOKBACK
                caps: [{id: most, ledger: malus, SPAN, amount: CAP}]
                ALERTS
                """.replace("RULES", rules.replace("REPEATS", repeats).stripTrailing())
                .replace("ALERTS", lookBack.alerts())
                .replace("LOOKBACK", (lookBack.rules() + pointsOver.rules()).stripTrailing())
                .replace("SPAN", perYear ? "per: year, startMonth: " + startMonth : "per: contract")
                .replace("CAP", String.valueOf(cap));
        Agreement agreement = switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors() + document);
        };
        return new Contract(agreement, last, times, ofPoints, cap, perYear, startMonth, lookBack, pointsOver);
    }
}
