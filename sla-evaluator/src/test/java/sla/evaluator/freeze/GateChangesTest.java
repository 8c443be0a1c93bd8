package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.event.Outcome;

class GateChangesTest {
    /** 1 of 20 abandoned is 5 %, 2 of 25 are 8 %: the bonus of the same 10 s is gone. */
    @Test
    void namesTheRuleWhoseGateClosed() {
        Evaluation frozen = evaluation(1, 19);
        assertThat(frozen.bonus()).hasToString("300.00 EUR");
        Evaluation live = evaluation(2, 23);
        assertThat(live.bonus()).hasToString("0.00 EUR");
        assertThat(GateChanges.between(frozen, Optional.of(live)))
                .containsExactly(new OtherCause(
                        OtherCause.Kind.GATE,
                        "The rule 'bonus' is paid only if Abandonment is at most 5 %: yes when it was frozen (abandoned 5 %),"
                                + " no now (abandoned 8 %)."));
    }

    @Test
    void saysNothingOfGatesThatAreAsTheyWere() {
        assertThat(GateChanges.between(evaluation(1, 19), Optional.of(evaluation(1, 20))))
                .isEmpty();
        assertThat(GateChanges.between(evaluation(1, 19), Optional.empty())).isEmpty();
    }

    private static Evaluation evaluation(long abandoned, long answered) {
        ContactList contacts =
                ContactList.of(contact(Outcome.ABANDONED, "40", abandoned), contact(Outcome.ANSWERED, "10", answered));
        Agreement agreement = agreement();
        return Evaluated.january(
                agreement, Map.of("asa", ContactList.of(contact(Outcome.ANSWERED, "10", 1)), "abandoned", contacts));
    }

    private static Agreement agreement() {
        return Contracts.read("""
                agreement: gated
                version: 1
                title: Gated
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, metric: {type: average-speed-of-answer}}
                  - {id: abandoned, title: Abandonment, lot: all, metric: {type: abandonment-rate}}
                rules:
                  - {id: bonus, kpi: asa, shape: tiers, when: {kpi: abandoned, atMost: 5},
                     tiers: [{atMost: 20, amount: 300}], otherwise: 0}
                """);
    }
}
