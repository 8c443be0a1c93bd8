package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.rule.MonthsOfWaits.FIRST;
import static sla.evaluator.rule.MonthsOfWaits.cascade;
import static sla.evaluator.rule.MonthsOfWaits.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.rule.ReferenceBank.CapTerms;
import sla.evaluator.rule.ReferenceBank.Paid;
import sla.evaluator.rule.ReferenceBank.Terms;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;

/** Histories of random answer times under random banks, multipliers and caps, beside {@link ReferenceBank}. */
class RandomBankTest {
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
        List<Paid> paid = ReferenceBank.of(terms, waits);
        BigDecimal banked = BigDecimal.ZERO;
        BigDecimal settled = BigDecimal.ZERO;
        for (int month = 0; month < terms.months(); month++) {
            String what = "month %d of %s, %s".formatted(month, waits, terms);
            Paid expected = paid.get(month);
            Map<String, Line> lines =
                    chain.get(month).lines().stream().collect(Collectors.toMap(Line::key, line -> line));
            amount(lines.get("slow"), expected.slow(), what);
            amount(lines.get("fast"), expected.fast(), what);
            if (terms.hasBank()) {
                Line bank = lines.get("bank");
                amount(bank, expected.bank(), what);
                cents(lines.get("slow").banked().amount().amount(), expected.bankedSlow(), what);
                cents(bank.balance().closing().amount(), expected.closing(), what);
                cents(bank.balance().moved().amount(), expected.bankedSlow() + expected.bankedFast(), what);
                banked = banked.add(bank.balance().moved().amount());
                settled = settled.add(bank.balance().settled().amount());
                assertThat(bank.balance().closing().amount()).as(what).isEqualByComparingTo(banked.subtract(settled));
            }
            cents(chain.get(month).bonus().amount(), expected.bonus(), what);
            cents(chain.get(month).malus().amount(), expected.malus(), what);
        }
    }

    private static void amount(Line line, long expected, String what) {
        cents(line.amount().amount(), expected, what);
        assertThat(SentenceAlone.redo(line.sentence()))
                .as(line.sentence())
                .isEqualByComparingTo(line.amount().amount());
    }

    private static void cents(BigDecimal amount, long expected, String what) {
        assertThat(amount).as(what).isEqualByComparingTo(BigDecimal.valueOf(expected, 2));
    }

    private static Integer wait(Random random) {
        return random.nextInt(8) == 0 ? null : Integer.valueOf(15 + random.nextInt(40));
    }

    private static Terms terms(Random random) {
        List<Integer> times = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            times.add(random.nextInt(4));
        }
        List<CapTerms> caps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            int span = List.of(1, 3, 12, 0).get(random.nextInt(4));
            caps.add(new CapTerms(random.nextBoolean(), span, 1 + random.nextInt(12), 1_000L * random.nextInt(80)));
        }
        return new Terms(
                List.of(-1, 0, 1, 3, 6, 12).get(random.nextInt(6)),
                1 + random.nextInt(12),
                List.of("paid", "carried", "forgiven").get(random.nextInt(3)),
                random.nextBoolean(),
                times,
                caps,
                12 + random.nextInt(20),
                random.nextBoolean());
    }

    private static final Map<Integer, String> SPANS =
            Map.of(0, "contract", 1, "period", 3, "quarter", 6, "half-year", 12, "year");

    private static String per(int span, int startMonth) {
        return "per: " + SPANS.get(span) + (span > 1 ? ", startMonth: " + startMonth : "");
    }

    private static Agreement agreement(Terms terms) {
        String bank = !terms.hasBank()
                ? ""
                : "  - {id: bank, shape: bank, rules: %s, payOut: {%s}, negative: %s}"
                        .formatted(
                                terms.banksBonus() ? "[slow, fast]" : "[slow]",
                                per(terms.span(), terms.startMonth()),
                                terms.negative());
        StringBuilder caps = new StringBuilder();
        for (CapTerms cap : terms.caps()) {
            caps.append("  - {id: cap-%d, ledger: %s, %s, amount: %s}%n"
                    .formatted(
                            caps.length(),
                            cap.bonus() ? "bonus" : "malus",
                            per(cap.span(), cap.startMonth()),
                            BigDecimal.valueOf(cap.cents(), 2)));
        }
        String document = """
                agreement: random
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2025-01-01
                END
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
                rules:
                  - {id: slow, shape: tiers, kpi: asa, otherwise: 0, repeats: {inARow: true, times: TIMES},
                     tiers: [{above: 30, atMost: 45, amount: -100.50}, {above: 45, amount: -300.33}]}
                  - {id: fast, shape: tiers, kpi: asa, otherwise: 0, tiers: [{atMost: 25, amount: 150.07}]}
                BANK
                CAPS
                """.replace("BANK", bank)
                .replace("TIMES", terms.times().toString())
                .replace("CAPS", caps.isEmpty() ? "" : "caps:\n" + caps)
                .replace(
                        "END",
                        terms.ends()
                                ? "effectiveTo: "
                                        + FIRST.plusMonths(terms.months()).minusDays(1)
                                : "");
        return Contracts.read(document);
    }
}
