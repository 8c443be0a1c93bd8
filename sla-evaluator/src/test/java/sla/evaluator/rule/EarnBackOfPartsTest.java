package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;

/**
 * A version begins on 16 March 2026, so March falls into two parts. A slow month costs 3,100, of which half comes back after two
 * good ones.
 */
class EarnBackOfPartsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2026, 3, 16);
    private static final int GOOD = 20;
    private static final int SLOW = 40;

    private final List<Evaluation> chain = new ArrayList<>();

    @Test
    void aMonthInTwoPartsIsGoodOnceBothAre() {
        lines("2026-01-01", SLOW, Map.of("asa", "-3100.00 EUR"));
        lines("2026-02-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-01", "0.00 EUR"));
        lines("2026-03-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-01", "0.00 EUR"));
        assertThat(chain.getLast().lines().getLast().sentence())
                .contains("So there are 1 of 2 until the whole period is over. So nothing is returned yet");
        lines("2026-03-16", GOOD, Map.of("asa", "0.00 EUR", "back@2026-01", "1550.00 EUR"));
        lines("2026-04-01", GOOD, Map.of("asa", "0.00 EUR"));
    }

    @Test
    void aBadSecondPartLosesItAndWaitsItselfFromTheNextMonthOn() {
        lines("2026-01-01", SLOW, Map.of("asa", "-3100.00 EUR"));
        lines("2026-02-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-01", "0.00 EUR"));
        lines("2026-03-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-01", "0.00 EUR"));
        // 16 of 31 days of 3,100
        lines("2026-03-16", SLOW, Map.of("asa", "-1600.00 EUR", "back@2026-01", "0.00 EUR"));
        lines("2026-04-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-03-16", "0.00 EUR"));
        lines("2026-05-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-03-16", "800.00 EUR"));
    }

    @Test
    void aGoodSecondPartDoesNotCountForTheFirst() {
        lines("2026-02-01", SLOW, Map.of("asa", "-3100.00 EUR"));
        // 15 of 31 days of 3,100
        lines("2026-03-01", SLOW, Map.of("asa", "-1500.00 EUR", "back@2026-02", "0.00 EUR"));
        lines("2026-03-16", GOOD, Map.of("asa", "0.00 EUR"));
        lines("2026-04-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-03-01", "0.00 EUR"));
        lines("2026-05-01", GOOD, Map.of("asa", "0.00 EUR", "back@2026-03-01", "750.00 EUR"));
    }

    @Test
    void bothPartsWaitEachForItsShare() {
        lines("2026-03-01", SLOW, Map.of("asa", "-1500.00 EUR"));
        lines("2026-03-16", SLOW, Map.of("asa", "-1600.00 EUR"));
        lines(
                "2026-04-01",
                GOOD,
                Map.of("asa", "0.00 EUR", "back@2026-03-01", "0.00 EUR", "back@2026-03-16", "0.00 EUR"));
        lines(
                "2026-05-01",
                GOOD,
                Map.of("asa", "0.00 EUR", "back@2026-03-01", "750.00 EUR", "back@2026-03-16", "800.00 EUR"));
    }

    /** A part that was never evaluated is not known to be good. */
    @Test
    void aMonthOfWhichAPartIsMissingIsNotCounted() {
        lines("2026-02-01", SLOW, Map.of("asa", "-3100.00 EUR"));
        lines("2026-03-16", GOOD, Map.of("asa", "0.00 EUR", "back@2026-02", "0.00 EUR"));
        assertThat(chain.getLast().lines().getLast().origin().periods()).isZero();
    }

    private void lines(String day, int seconds, Map<String, String> expected) {
        LocalDate of = LocalDate.parse(day);
        Agreement agreement = of.isBefore(SECOND)
                ? read("version: 1\neffectiveFrom: 2026-01-01\neffectiveTo: 2026-03-15")
                : read("version: 2\neffectiveFrom: 2026-03-16");
        Evaluation evaluation = AgreementEvaluator.evaluate(
                agreement,
                agreement.periodOf(of),
                new ContractDays(FIRST, null),
                Map.of("asa", _ -> ContactList.of(contact(Outcome.ANSWERED, Integer.toString(seconds), 10))),
                chain.stream().map(PastPeriod::of).toList());
        chain.add(evaluation);
        Map<String, String> lines = new LinkedHashMap<>();
        evaluation.lines().forEach(line -> {
            lines.put(line.key(), line.amount().toString());
            assertThat(SentenceAlone.redo(line.sentence()))
                    .as(line.sentence())
                    .isEqualByComparingTo(line.amount().amount());
        });
        assertThat(lines).as(day).isEqualTo(expected);
    }

    private static Agreement read(String version) {
        String document = version + """

                agreement: parts
                title: Parts
                split: true
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]
                rules:
                  - {id: asa, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -3100}], otherwise: 0}
                  - {id: back, shape: earn-back, rule: asa, sharePercent: 50, after: 2}
                """;
        return Contracts.read(document);
    }
}
