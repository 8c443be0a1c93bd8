package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.rule.MonthsOfWaits.FIRST;
import static sla.evaluator.rule.MonthsOfWaits.cascade;
import static sla.evaluator.rule.MonthsOfWaits.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.rule.ReferenceEarnBack.Back;
import sla.evaluator.rule.ReferenceEarnBack.Terms;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;

/** Histories of random answer times under random earn-backs and caps, beside {@link ReferenceEarnBack}. */
class RandomEarnBackTest {
    private static final int TARGET = 30;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyMonthIsWhatTheWholeHistoryGives(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            Terms terms = terms(random);
            Agreement agreement = agreement(terms);
            List<Integer> waits = new ArrayList<>();
            for (int month = 0; month < terms.months(); month++) {
                waits.add(wait(random));
            }
            List<Evaluation> chain = evaluate(agreement, waits, List.of());
            check(terms, waits, chain);

            // A late change: what lies before it stays, what comes after it follows from what is printed.
            int changed = random.nextInt(terms.months());
            waits.set(changed, wait(random));
            List<Evaluation> again = evaluate(agreement, waits, chain.subList(0, changed));
            check(terms, waits, again);
            assertThat(cascade(agreement, waits, chain, changed)).isEqualTo(again);
        }
    }

    private static void check(Terms terms, List<Integer> waits, List<Evaluation> chain) {
        List<Map<String, Long>> expected = ReferenceEarnBack.of(terms, waits);
        for (int month = 0; month < terms.months(); month++) {
            Map<String, String> amounts = new LinkedHashMap<>();
            expected.get(month)
                    .forEach((line, cents) -> amounts.put(labelled(line), BigDecimal.valueOf(cents, 2) + " EUR"));
            Map<String, String> lines = new LinkedHashMap<>();
            chain.get(month).lines().forEach(line -> {
                lines.put(line.key(), line.amount().toString());
                assertThat(SentenceAlone.redo(line.sentence()))
                        .as(line.sentence())
                        .isEqualByComparingTo(line.amount().amount());
            });
            assertThat(lines).as("month %d of %s, %s", month, waits, terms).containsExactlyEntriesOf(amounts);
        }
    }

    /** {@code slow-back@2025-04} for what is about month 3. */
    private static String labelled(String line) {
        int at = line.indexOf('@');
        return at < 0
                ? line
                : line.substring(0, at + 1)
                        + FIRST.plusMonths(Integer.parseInt(line.substring(at + 1)))
                                .toString()
                                .substring(0, 7);
    }

    private static Integer wait(Random random) {
        return random.nextInt(15) == 0
                ? null
                : Integer.valueOf(random.nextInt(3) == 0 ? 31 + random.nextInt(25) : 15 + random.nextInt(16));
    }

    private static Terms terms(Random random) {
        List<Back> backs = new ArrayList<>();
        for (String of : random.nextBoolean() ? List.of("slow", "late") : List.of("slow")) {
            List<String> against = List.of(List.<String>of(), List.of("slow"), List.of("late"), List.of("late", "slow"))
                    .get(random.nextInt(4));
            backs.add(new Back(
                    of + "-back",
                    of,
                    new BigDecimal(List.of("50", "33.3", "12.5", "99").get(random.nextInt(4))),
                    1 + random.nextInt(4),
                    random.nextBoolean() ? TARGET : 22 + random.nextInt(20),
                    against,
                    against.isEmpty() || random.nextBoolean() ? 0 : 1 + random.nextInt(8),
                    random.nextInt(3) == 0 ? 1_000L * random.nextInt(20) : -1));
        }
        return new Terms(backs, random.nextInt(3) == 0 ? 1_000L * random.nextInt(40) : -1, 12 + random.nextInt(24));
    }

    private static Agreement agreement(Terms terms) {
        StringBuilder backs = new StringBuilder();
        StringBuilder caps = new StringBuilder();
        for (Back back : terms.backs()) {
            backs.append("  - {id: %s, shape: earn-back, rule: %s, sharePercent: %s, after: %d"
                    .formatted(back.id(), back.of(), back.sharePercent(), back.after()));
            backs.append(back.good() == TARGET ? "" : ", each: {kpi: asa, atMost: " + back.good() + "}");
            backs.append(back.against().isEmpty() ? "" : ", against: " + back.against());
            backs.append(back.expiresAfter() == 0 ? "" : ", expiresAfter: " + back.expiresAfter());
            backs.append("}\n");
            if (back.yearlyCap() >= 0) {
                caps.append("  - {id: %s-most, ledger: bonus, per: year, amount: %s, rules: [%s]}%n"
                        .formatted(back.id(), BigDecimal.valueOf(back.yearlyCap(), 2), back.id()));
            }
        }
        // It limits no earn-back, for it names none.
        caps.append("  - {id: bonus, ledger: bonus, per: contract, amount: 0}\n");
        if (terms.malusCap() >= 0) {
            caps.append("  - {id: malus, ledger: malus, per: period, amount: %s}%n"
                    .formatted(BigDecimal.valueOf(terms.malusCap(), 2)));
        }
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
                  - {id: slow, shape: tiers, kpi: asa, otherwise: 0, tiers: [{above: 30, atMost: 45, amount: -100.50}, {above: 45, amount: -300.33}]}
                  - {id: late, shape: tiers, kpi: asa, otherwise: 0, tiers: [{above: 40, amount: -77.77}]}
                """ + backs + "caps:\n" + caps;
        return Contracts.read(document);
    }
}
