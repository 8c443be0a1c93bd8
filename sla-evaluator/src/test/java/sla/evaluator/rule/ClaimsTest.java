package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.testing.Contracts.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.term.Claim;
import sla.model.time.Period;

/** A credit of 5,000, doubled if it is the second, must be claimed within 30 days of the end of the month (domain, claims). */
class ClaimsTest {
    private static final Agreement AGREEMENT = read("""
            agreement: claims
            version: 1
            title: Claims
            buyer: {legalName: Buyer}
            vendor: {id: vendor, legalName: Vendor}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
            rules:
              - {id: failure, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -5000}, {below: 15, amount: 500}], otherwise: 0,
                 repeats: {inARow: true, times: [1, 2]}}
              - {id: late, shape: tiers, kpi: asa, tiers: [{above: 40, amount: -300}], otherwise: 0}
            caps: [{id: month, ledger: malus, per: period, amount: 4000}]
            claims: [{id: monthly, clause: "8.3", rules: [failure], days: 30}]
            """);

    /** January ends on the 31st: 30 days later it is 2 March. */
    @ParameterizedTest
    @CsvSource({
        "2026-02-20, -4000.00, claimed on 2026-02-20",
        "2026-03-02, -4000.00, claimed on 2026-03-02",
        "2026-03-03, 0.00, 'claimed on 2026-03-03, too late. So nothing is paid'",
        ", 0.00, no claim is known. So nothing is paid"
    })
    void isPaidIfClaimedInTime(LocalDate claimedOn, String amount, String words) {
        List<Claim> claims = claimedOn == null ? List.of() : List.of(claim(1, claimedOn));
        Line line = evaluate(1, "35", List.of(), claims).lines().getFirst();

        assertThat(line.amount()).hasToString(amount + " EUR");
        assertThat(line.sentence()).contains(". It must be claimed by 2026-03-02: " + words + ".");
        assertThat(SentenceAlone.redo(line.sentence()))
                .isEqualByComparingTo(line.amount().amount());
        assertThat(line.claim()).satisfies(claim -> {
            assertThat(claim.by()).isEqualTo("2026-03-02");
            assertThat(claim.claimedOn()).isEqualTo(claimedOn);
        });
    }

    /** 300 of the other rule is paid in full: what nobody claims has used nothing of the 4,000. */
    @Test
    void whatIsNotClaimedUsesNoCap() {
        assertThat(evaluate(1, "45", List.of(), List.of()).lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("0.00 EUR", "-300.00 EUR");
        assertThat(evaluate(1, "45", List.of(), List.of(claim(1, LocalDate.of(2026, 2, 1))))
                        .lines())
                .extracting(line -> line.amount().toString())
                .containsExactly("-4000.00 EUR", "0.00 EUR");
    }

    @Test
    void bonusNeedsNoClaim() {
        Line line = evaluate(1, "10", List.of(), List.of()).lines().getFirst();
        assertThat(line.amount()).hasToString("500.00 EUR");
        assertThat(line.claim()).isNull();
    }

    /** January's lapsed, and was a failure all the same. */
    @Test
    void whatNobodyClaimedIsAFailureAllTheSame() {
        List<PastPeriod> past = new ArrayList<>();
        past.add(PastPeriod.of(evaluate(1, "35", past, List.of())));
        Line line = evaluate(2, "35", past, List.of(claim(2, LocalDate.of(2026, 3, 30))))
                .lines()
                .getFirst();
        assertThat(line.repeat().number()).isEqualTo(2);
        assertThat(line.exactAmount().plain()).isEqualTo("-10000");
        assertThat(SentenceAlone.redo(line.sentence())).isEqualByComparingTo("-4000");
    }

    /** A version that starts on the 17th cuts January: its parts can be claimed as long as the whole, and are claimed with it. */
    @Test
    void partsAreClaimedWithTheWhole() {
        Period january = AGREEMENT.periodOf(LocalDate.of(2026, 1, 1));
        Period part = january.within(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 17), AGREEMENT.zone());
        CountsOverTime counts = _ -> ContactList.of(ContactList.contact(Outcome.ANSWERED, "35", 10));
        Line line = AgreementEvaluator.evaluate(
                        AGREEMENT,
                        part,
                        ContractDays.of(AGREEMENT),
                        Map.of("asa", counts),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(claim(2, LocalDate.of(2026, 3, 1)), claim(1, LocalDate.of(2026, 3, 2))))
                .lines()
                .getFirst();
        // 5000 × 16 / 31 = 2580.645…, of which the cap of 4000 × 16 / 31 leaves 2064.51
        assertThat(line.amount()).hasToString("-2064.51 EUR");
        assertThat(line.claim())
                .isEqualTo(new ClaimState(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 2), "finance"));
    }

    private static Claim claim(int month, LocalDate day) {
        Instant noon = day.atTime(12, 0).atZone(AGREEMENT.zone()).toInstant();
        return Evaluated.claim(AGREEMENT, AGREEMENT.periodOf(LocalDate.of(2026, month, 1)), "failure", noon);
    }

    private static Evaluation evaluate(int month, String seconds, List<PastPeriod> past, List<Claim> claims) {
        CountsOverTime counts = _ -> ContactList.of(ContactList.contact(Outcome.ANSWERED, seconds, 10));
        return AgreementEvaluator.evaluate(
                AGREEMENT,
                AGREEMENT.periodOf(LocalDate.of(2026, month, 1)),
                ContractDays.of(AGREEMENT),
                Map.of("asa", counts),
                past,
                List.of(),
                List.of(),
                claims);
    }
}
