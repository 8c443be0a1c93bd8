package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.ReliefResult;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/** What a statement says of an exclusion: no more than what it leaves out. */
class ExclusionSentenceTest {
    private static final Instant FROM = Instant.parse("2026-01-14T09:07:00Z");

    @Test
    void namesTheLotsOrKpisOfWhichNothingCounts() {
        assertThat(sentence(List.of(), List.of()))
                .isEqualTo("From 2026-01-14T10:07 to 2026-01-14T10:52 nothing counts, approved by buyer: Outage");
        assertThat(sentence(List.of("voice"), List.of()))
                .isEqualTo(
                        "From 2026-01-14T10:07 to 2026-01-14T10:52 nothing counts in voice, approved by buyer: Outage");
        assertThat(sentence(List.of(), List.of("asa")))
                .isEqualTo(
                        "From 2026-01-14T10:07 to 2026-01-14T10:52 nothing counts for asa, approved by buyer: Outage");
    }

    private static String sentence(List<String> lots, List<String> kpis) {
        Agreement agreement = Contracts.read("""
                agreement: excluded
                version: 1
                title: Excluded
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: voice, title: Telephone}]
                kpis: [{id: asa, title: Answer, lot: voice, metric: {type: average-speed-of-answer}}]
                rules: [{id: slow, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -1}], otherwise: 0}]
                """);
        Exclusion exclusion = new Exclusion(
                "outage",
                "excluded",
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "Outage",
                FROM,
                FROM.plusSeconds(45 * 60),
                lots,
                kpis,
                List.of(),
                List.of(new TermEntry(TermStatus.APPROVED, "buyer", FROM, null)));
        return AgreementEvaluator.evaluate(
                        agreement,
                        agreement.periodOf(LocalDate.of(2026, 1, 1)),
                        ContractDays.of(agreement),
                        Map.of("asa", _ -> ContactList.NONE),
                        List.of(),
                        List.of(new AppliedExclusion(exclusion, List.of())))
                .reliefs()
                .stream()
                .map(ReliefResult::sentence)
                .findFirst()
                .orElseThrow();
    }
}
