package sla.contract.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

class OpenSettlementsTest {
    private static final String BANK = "  - {id: balance, shape: bank, rules: [monthly], payOut: {per: quarter}}\n";
    private static final String BACK = "  - {id: back, shape: earn-back, rule: slow, sharePercent: 50, after: 6}\n";

    @Test
    void namesABankThatHasNotPaidOutWhenTheNextVersionStarts() {
        assertThat(warnings(version(1, "2026-01-01", BANK), version(2, "2026-06-01", "")))
                .singleElement()
                .asString()
                .isEqualTo(
                        "settlement-ends: Version 2 has no bank 'balance' as version 1 has. Nobody pays what it holds"
                                + " when version 2 starts: go on with it (formerly: [balance] if it is called otherwise now), or start"
                                + " when its balance is paid out.");
        assertThat(warnings(version(1, "2026-01-01", BANK), version(2, "2026-07-01", "")))
                .isEmpty();
        assertThat(warnings(version(1, "2026-01-01", BANK), version(2, "2026-06-01", BANK)))
                .isEmpty();
        String renamed = BANK.replace("id: balance", "id: account, formerly: [balance]");
        assertThat(warnings(version(1, "2026-01-01", BANK), version(2, "2026-06-01", renamed)))
                .isEmpty();
    }

    @Test
    void namesABankThatMayCarryADebtOverTheEndOfAQuarter() {
        String carried = BANK.replace("}}", "}, negative: carried}");
        assertThat(warnings(version(1, "2026-01-01", carried), version(2, "2026-07-01", "")))
                .hasSize(1);
    }

    @Test
    void namesAnEarnBackThatIsNotThereAnyMore() {
        assertThat(warnings(version(1, "2026-01-01", BACK), version(2, "2026-07-01", BANK)))
                .singleElement()
                .asString()
                .contains("has no earn-back 'back'")
                .contains("What it has not returned by then is lost");
        assertThat(warnings(version(1, "2026-01-01", BACK), version(2, "2026-07-01", BACK)))
                .isEmpty();
    }

    @Test
    void saysNothingAfterAPause() {
        assertThat(warnings(version(1, "2026-01-01\neffectiveTo: 2026-05-31", BANK), version(2, "2026-07-01", "")))
                .isEmpty();
        assertThat(warnings(version(1, "2026-01-01\neffectiveTo: 2026-05-31", BANK), version(2, "2026-06-01", "")))
                .hasSize(1);
    }

    private static List<String> warnings(Agreement previous, Agreement next) {
        return OpenSettlements.warnings(previous, next).stream()
                .map((FieldError warning) -> warning.code() + ": " + warning.message())
                .toList();
    }

    private static Agreement version(int number, String from, String settling) {
        String document = """
                agreement: settled
                version: NUMBER
                title: Settled
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: FROM
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]
                rules:
                  - {id: monthly, shape: tiers, kpi: asa, tiers: [{atMost: 30, amount: 50}, {above: 30, amount: -100}]}
                  - {id: slow, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -60}], otherwise: 0}
                """.replace("NUMBER", Integer.toString(number)).replace("FROM", from) + settling;
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors() + document);
        };
    }
}
