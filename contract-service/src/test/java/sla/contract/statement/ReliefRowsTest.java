package sla.contract.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sla.model.evaluation.Evaluation.WithoutExclusions;
import sla.model.evaluation.ReliefResult;
import sla.model.number.Money;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

class ReliefRowsTest {
    @Test
    void writesEachExclusionWithItsHistoryAndWhatItChanged() {
        Exclusion exclusion = new Exclusion(
                "ex-7",
                "helpdesk",
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "CRM down, ticket 4711",
                Instant.parse("2026-01-14T09:07:00Z"),
                Instant.parse("2026-01-14T09:52:00Z"),
                List.of("voice"),
                List.of(),
                List.of(),
                List.of(
                        new TermEntry(
                                TermStatus.PROPOSED, "vendor-operations", Instant.parse("2026-01-20T09:00:00Z"), null),
                        new TermEntry(
                                TermStatus.APPROVED,
                                "contract-management",
                                Instant.parse("2026-02-03T09:00:00Z"),
                                "seen")));
        ReliefResult relief = new ReliefResult(
                "ex-7",
                "exclusion",
                null,
                "In words.",
                List.of(),
                List.of(new ReliefResult.KpiChange(
                        "in-time",
                        null,
                        new BigDecimal("78.00"),
                        new BigDecimal("82.66"),
                        new TreeMap<>(Map.of("answered", 60L, "answeredWithin", 3L)))),
                List.of(),
                exclusion);
        WithoutExclusions without = new WithoutExclusions(money("0.00"), money("-5000.00"));
        assertThat(ReliefRows.of(List.of(relief), without).stream()
                        .map(row -> row.toString().trim()))
                .containsExactly(
                        "relief,ex-7,,,,,voice,,,2026-01-14T09:07:00Z/2026-01-14T09:52:00Z,,,,,,,client-system-down,"
                                + "exclusion,,,,,In words.,",
                        "relief-entry,ex-7,,,vendor-operations,,,,,2026-01-20T09:00:00Z,,,,,,,proposed,,,,,,,",
                        "relief-entry,ex-7,,,contract-management,,,,,2026-02-03T09:00:00Z,,,,,,,approved,,,,,,seen,",
                        "relieved-kpi,ex-7,in-time,,,,,,,82.66,,,,,,,,,,78.00,,,,",
                        "relieved-count,ex-7,in-time,,,,,,,60,,,,,,,,,answered,,,,,",
                        "relieved-count,ex-7,in-time,,,,,,,3,,,,,,,,,answeredWithin,,,,,",
                        "total-without-exclusions,bonus,,,,,,,,,,,,,,,,,,,0.00,EUR,,",
                        "total-without-exclusions,malus,,,,,,,,,,,,,,,,,,,-5000.00,EUR,,");
    }

    private static Money money(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
