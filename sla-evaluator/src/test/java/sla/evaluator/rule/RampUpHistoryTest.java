package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

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
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.number.Money;

/** Random histories: with a ramp-up they cost what they cost if nobody had called in its months. */
class RampUpHistoryTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int MONTHS = 18;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void costsWhatItCostsWithoutTheMonthsOfTheRampUp(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            int held = 1 + random.nextInt(8);
            List<Integer> waits = new ArrayList<>();
            List<Integer> afterwards = new ArrayList<>();
            for (int month = 0; month < MONTHS; month++) {
                Integer wait = 20 + random.nextInt(40);
                waits.add(wait);
                afterwards.add(month < held ? null : wait);
            }
            String repeats = random.nextBoolean() ? "inARow: true" : "last: " + (2 + random.nextInt(12));
            List<Evaluation> chain =
                    chain(document(repeats, FIRST.plusMonths(held).minusDays(1)), waits);
            assertThat(malus(chain)).isEqualTo(malus(chain(document(repeats, null), afterwards)));
            for (int month = 0; month < MONTHS; month++) {
                Evaluation evaluation = chain.get(month);
                // A bonus is paid from the first day on.
                assertThat(evaluation.bonus())
                        .isEqualTo(
                                chain(document(repeats, null), waits).get(month).bonus());
                assertThat(evaluation.reliefs()).hasSize(month < held ? 1 : 0);
                evaluation
                        .lines()
                        .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                                .as(line.sentence())
                                .isEqualByComparingTo(line.amount().amount()));
            }
        }
    }

    private static List<Money> malus(List<Evaluation> chain) {
        return chain.stream().map(Evaluation::malus).toList();
    }

    private static List<Evaluation> chain(Agreement agreement, List<Integer> waits) {
        List<Evaluation> chain = new ArrayList<>();
        for (int month = 0; month < waits.size(); month++) {
            Integer wait = waits.get(month);
            CountsOverTime counts = _ -> wait == null
                    ? ContactList.NONE
                    : ContactList.of(ContactList.contact(Outcome.ANSWERED, wait.toString(), 10));
            chain.add(Evaluated.overTime(
                    agreement,
                    FIRST.plusMonths(month),
                    Map.of("asa", counts),
                    chain.stream().map(PastPeriod::of).toList()));
        }
        return chain;
    }

    private static Agreement document(String repeats, LocalDate until) {
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
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
                rules:
                  - {id: failure, shape: tiers, kpi: asa, tiers: [{above: 45, amount: -300}, {below: 25, amount: 50}],
                     otherwise: 0, repeats: {REPEATS, times: [1, 2, 3]}}
                  - {id: slope, shape: linear, kpi: asa, above: {edge: 30, amount: -7.5}}
                  - {id: severity, shape: points, kpi: asa, tiers: [{above: 40, points: 3}], otherwise: 0}
                  - {id: credit, shape: linear, total: [severity], above: {edge: 0, amount: -100}}
                caps: [{id: most, ledger: malus, per: contract, amount: 4000}]
                """.replace("REPEATS", repeats)
                + (until == null ? "" : "relief: [{id: start, kind: ramp-up, until: " + until + "}]\n");
        return Contracts.read(document);
    }
}
