package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Difference;
import sla.model.json.Json;

/**
 * January to March of a contract with a bank that pays per quarter and an earn-back after two good months; now it is
 * 10 April. January is slow, February and March are not.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class SettlementIT {
    private static final String AGREEMENT = """
            agreement: freeze-settlement
            version: 1
            title: Settlement
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]
            rules:
              - {id: monthly, kpi: asa, shape: tiers, tiers: [{atMost: 30, amount: 50}, {above: 30, amount: -100}]}
              - {id: balance, shape: bank, rules: [monthly], payOut: {per: quarter}}
              - {id: slow, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -60}], otherwise: 0}
              - {id: back, shape: earn-back, rule: slow, sharePercent: 50, after: 2}
            """;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void begin() throws Exception {
        trial.begin();
        trial.store(read());
        batches.store(List.of(
                Contacts.answered("january", "2026-01-12T10:00:00Z", 40_000),
                Contacts.answered("february", "2026-02-12T10:00:00Z", 20_000),
                Contacts.answered("march", "2026-03-12T10:00:00Z", 20_000)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    /** −100 + 50 + 50 = 0; half of 60 comes back. */
    @Test
    void whatIsFrozenIsComputedAnewFromItsInputsAlone() {
        trial.freeze("march", "freeze-settlement", "2026-03").statusCode(201);

        given().get("/v1/freezes/march")
                .then()
                .body("evaluation.lines.rule", equalTo(List.of("monthly", "balance", "slow", "back")))
                .body("evaluation.lines.amount.amount", equalTo(List.of("0.00", "0.00", "0.00", "30.00")))
                .body("evaluation.lines[0].banked.amount.amount", equalTo("50.00"))
                .body("evaluation.lines[1].balance.since", equalTo("2026-01-01"))
                .body("evaluation.lines[1].balance.opening.amount", equalTo("-50.00"))
                .body("evaluation.lines[1].balance.closing.amount", equalTo("0.00"))
                .body("evaluation.lines[3].origin.period.label", equalTo("2026-01"))
                .body("evaluation.lines[3].origin.state", equalTo("returned"))
                .body("evaluation.bonus.amount", equalTo("30.00"));
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        given().get("/v1/freezes/march/inputs")
                .then()
                .body("past[1].lines.find { it.rule == 'balance' }.balance", equalTo("-50.00"))
                .body("past[1].lines.find { it.rule == 'back' }.origin.periods", equalTo(1));
    }

    /** January becomes good: the bank pays 150, and there is nothing to return. */
    @Test
    void aFrozenMonthGivesADifferenceOfWhatItSettled() throws Exception {
        trial.freeze("march", "freeze-settlement", "2026-03").statusCode(201);

        // (40 + 10) / 2 = 25
        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 10_000)));
        Difference difference = trial.awaitDifference("march", 1);

        assertThat(difference.bonus().amount()).isEqualByComparingTo("120");
        assertThat(difference.malus().amount()).isEqualByComparingTo("0");
        assertThat(difference.lines())
                .extracting(line -> line.key() + " " + line.amount())
                .containsExactly("balance 150.00 EUR", "back@2026-01 -30.00 EUR");
        assertThat(difference.otherCauses())
                .extracting(Difference.OtherCause::kind)
                .containsOnly(Difference.OtherCause.Kind.EARLIER_PERIOD);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
    }

    /** February becomes slow: what was open of January is lost, with the records that did it. */
    @Test
    void whatIsLostIsExplainedByTheRecordsOfItsKpi() throws Exception {
        trial.freeze("february", "freeze-settlement", "2026-02").statusCode(201);

        // (20 + 60) / 2 = 40
        batches.store(List.of(Contacts.answered("late", "2026-02-20T10:00:00Z", 60_000)));
        Difference difference = trial.awaitDifference("february", 1);

        assertThat(difference.lines())
                .extracting(line -> line.key() + " " + line.amount())
                .containsExactly("monthly 0.00 EUR", "balance 0.00 EUR", "slow -60.00 EUR", "back@2026-01 0.00 EUR");
        assertThat(difference.lines().getLast().causes()).singleElement().satisfies(cause -> {
            assertThat(cause.recordId()).isEqualTo("late");
            assertThat(cause.kpi()).isEqualTo("asa");
        });
    }

    /** Frozen January turns out to be good. Another amount of 'slow' changes nothing of what the bank and the earn-back do. */
    @Test
    void aSimulationLeavesTheBankAsCorrected() throws Exception {
        trial.freeze("january", "freeze-settlement", "2026-01").statusCode(201);
        // (40 + 10) / 2 = 25: the bank holds 50 instead of -100, and there is nothing to return.
        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 10_000)));
        trial.awaitQuiet();

        simulate(
                        "\"agreement\": \"freeze-settlement\", \"from\": \"2026-01\", \"to\": \"2026-03\", \"change\": [{\"op\":"
                                + " \"replace\", \"path\": \"/rules/slow/tiers/0/amount\", \"value\": -80}]")
                .body("periods.before.malus.amount", equalTo(List.of("-60.00", "0.00", "0.00")))
                .body("periods.after.malus.amount", equalTo(List.of("-80.00", "0.00", "0.00")))
                .body("periods.before.bonus.amount", equalTo(List.of("0.00", "0.00", "150.00")))
                .body("periods.after.bonus.amount", equalTo(List.of("0.00", "0.00", "150.00")))
                .body("periods[1].lines", equalTo(List.of()))
                .body("periods[2].lines", equalTo(List.of()));
    }

    /** Dollars know of no euros: from February the bank has 50 + 50, and of January there is nothing to return. */
    @Test
    void aDraftInAnotherCurrencyLooksBackOnNoAmounts() throws Exception {
        String draft = Json.MAPPER.writeValueAsString(AGREEMENT
                .replace("agreement: freeze-settlement", "agreement: in-dollars")
                .replace("currency: EUR", "currency: USD"));
        String request = "\"document\": " + draft + ", \"agreement\": \"freeze-settlement\", \"to\": \"2026-03\"";
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("february", "freeze-settlement", "2026-02").statusCode(201);
                trial.freeze("march", "freeze-settlement", "2026-03").statusCode(201);
            }
            simulate(request + ", \"from\": \"2026-02\"")
                    .body("periods.after.bonus", equalTo(List.of(usd("0.00"), usd("100.00"))))
                    .body("notes", hasItem(containsString("Earlier periods are in EUR")));
            // From January on it has its own: -100 + 50 + 50, and half of 60 comes back.
            simulate(request + ", \"from\": \"2026-01\"")
                    .body("periods.after.bonus", equalTo(List.of(usd("0.00"), usd("0.00"), usd("30.00"))));
        }
    }

    private static Map<String, String> usd(String amount) {
        return Map.of("amount", amount, "currency", "USD");
    }

    private static ValidatableResponse simulate(String fields) {
        return given().contentType("application/json")
                .body("{" + fields + "}")
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }

    @Test
    void linesWithoutRecordsSayWhichLinesHaveThem() {
        given().get("/v1/evaluations/freeze-settlement:2026-03/lines/balance/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("The lines that it is made of in this period have: monthly."));
        given().get("/v1/evaluations/freeze-settlement:2026-03/lines/back@2026-01/records")
                .then()
                .statusCode(404)
                .body(
                        "detail",
                        containsString("It is about the line 'slow' of the evaluation 'freeze-settlement:2026-01'"));
        given().get("/v1/evaluations/freeze-settlement:2026-03/lines/monthly/records")
                .then()
                .statusCode(200)
                .body("line.banked.amount.amount", equalTo("50.00"));
    }

    private static Agreement read() {
        return switch (AgreementReader.read(AGREEMENT)) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused ->
                throw new AssertionError(refused.errors().toString());
        };
    }
}
