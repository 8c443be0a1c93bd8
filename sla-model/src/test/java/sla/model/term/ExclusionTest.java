package sla.model.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

class ExclusionTest {
    @Test
    void aKpiThatIsNamedIsMeantUnderALaterIdToo() {
        assertThat(concerns("id: asa")).isTrue();
        assertThat(concerns("id: wait, formerly: [asa]")).isTrue();
        assertThat(concerns("id: wait")).isFalse();
    }

    private static boolean concerns(String kpi) {
        Agreement agreement = read("""
                agreement: excluded
                version: 1
                title: Excluded
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{KPI, title: Answer, lot: all, metric: {type: average-speed-of-answer}, reportedOnly: true}]
                """.replace("KPI", kpi));
        Instant from = Instant.parse("2026-01-05T10:07:00Z");
        Exclusion exclusion = new Exclusion(
                "ex-1",
                "excluded",
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "CRM down",
                from,
                from.plusSeconds(2700),
                List.of(),
                List.of("asa"),
                List.of(),
                List.of(new TermEntry(TermStatus.APPROVED, "buyer", from, null)));
        return exclusion.concerns(agreement, agreement.kpis().getFirst());
    }

    private static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors() + document);
        };
    }
}
