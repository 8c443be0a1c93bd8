package sla.evaluator.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.testing.Contracts.read;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

class NotComputableTest {
    /** What is charged by leaves nothing out unless it is named, also where only some KPIs are asked for. */
    @Test
    void aChargedKpiIsOneWhereOnlyItIsAskedFor() {
        Agreement agreement = read("""
                agreement: charged
                version: 1
                title: Charged
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: UTC
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: calls, title: Calls, lot: all, metric: {type: volume, of: answered}}
                  - {id: offered, title: Offered, lot: all, metric: {type: volume, of: offered}}
                  - {id: free, title: Free, lot: all, metric: {type: volume, of: offered}, reportedOnly: true}
                charges: [{id: calls, title: Calls, kpi: calls, amount: 2, atLeast: {percent: 90, ofKpi: offered}}]
                """);
        AgreementPeriod january = new AgreementPeriod(
                agreement, agreement.periodOf(LocalDate.of(2026, 1, 1)), ContractDays.of(agreement));
        Exclusion outage = new Exclusion(
                "outage",
                "charged",
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "Down",
                Instant.parse("2026-01-14T09:07:00Z"),
                Instant.parse("2026-01-14T09:52:00Z"),
                List.of(),
                List.of(),
                List.of(),
                List.of(new TermEntry(TermStatus.APPROVED, "office", Instant.EPOCH, null)));
        for (Kpi kpi : agreement.kpis()) {
            assertThat(outage.concerns(NotComputable.only(january, List.of(kpi)).agreement(), kpi))
                    .as(kpi.id())
                    .isEqualTo(kpi.id().equals("free"))
                    .isEqualTo(outage.concerns(agreement, kpi));
        }
    }
}
