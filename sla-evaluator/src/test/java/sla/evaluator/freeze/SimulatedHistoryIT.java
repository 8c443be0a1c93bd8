package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.agreement.AgreementReader;
import sla.model.json.Json;

/** What if, where failures count 1, 2 and 3 times and a year costs at most 500: 20 s in January, 40 s after it. */
@QuarkusTest
@WithTestResource(Servers.class)
class SimulatedHistoryIT {
    private static final String AGREEMENT = """
            agreement: freeze-chain
            version: 1
            title: History
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
            rules:
              - {id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -100}], otherwise: 0,
                 repeats: {last: 12, times: [1, 2, 3]}}
            caps: [{id: year, ledger: malus, per: year, amount: 500}]
            """;

    private static final String ABOVE_10 =
            "{\"op\": \"replace\", \"path\": \"/rules/failure/tiers/0/above\", \"value\": 10}";

    /** Costs 1 above 30 s, and has nothing to do with failures. */
    private static final String OTHER =
            "{\"op\": \"add\", \"path\": \"/rules/-\", \"value\": {\"id\": \"other\", \"kpi\": \"asa\","
                    + " \"shape\": \"tiers\", \"tiers\": [{\"above\": 30, \"amount\": -1}], \"otherwise\": 0}}";

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void begin() throws Exception {
        trial.begin();
        AgreementReader.Read read = (AgreementReader.Read) AgreementReader.read(AGREEMENT);
        trial.store(read.agreement());
        batches.store(List.of(
                Contacts.answered("january", "2026-01-12T10:00:00Z", 20_000),
                Contacts.answered("february", "2026-02-12T10:00:00Z", 40_000),
                Contacts.answered("march", "2026-03-12T10:00:00Z", 40_000)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    /** From the first month or from a later one on, open or frozen. */
    @Test
    void anUnchangedAgreementGivesTheIdenticalChain() throws Exception {
        identical("2026-01", 4);
        identical("2026-03", 2);
        trial.freeze("february", "freeze-chain", "2026-02").statusCode(201);
        identical("2026-01", 4);
        identical("2026-03", 2);
    }

    private static void identical(String from, int periods) throws Exception {
        JsonNode answer =
                Json.MAPPER.readTree(simulate(from, "2026-04", "").extract().asString());
        assertThat(answer.get("periods")).hasSize(periods);
        for (JsonNode period : answer.get("periods")) {
            assertThat(period.get("after")).isNotNull().isEqualTo(period.get("before"));
            assertThat(period.get("lines")).isEmpty();
        }
        assertThat(answer.at("/malus/before/amount").asText()).isEqualTo(periods == 4 ? "-300.00" : "-200.00");
    }

    /** January fails, too: 100 + 200 + 300, of which the cap leaves 200. It was 0 + 100 + 200. */
    @Test
    void laterMonthsLookBackOnWhatIsSimulated() {
        simulate("2026-01", "2026-03", ABOVE_10)
                .body("periods.after.malus.amount", contains("-100.00", "-200.00", "-200.00"))
                .body("periods.malus.difference.amount", contains("-100.00", "-100.00", "0.00"))
                .body("malus.before.amount", equalTo("-300.00"))
                .body("malus.after.amount", equalTo("-500.00"))
                .body("malus.difference.amount", equalTo("-200.00"))
                .body("periods[2].after.lines[0].repeat.number", equalTo(3));
    }

    /** What is before the months that are asked for is as it was: January did not fail. */
    @Test
    void monthsThatAreNotAskedForStayAsTheyWere() {
        simulate("2026-03", "2026-03", ABOVE_10)
                .body("periods.after.malus.amount", contains("-200.00"))
                .body("periods[0].after.lines[0].repeat.earlier", contains("2026-02"))
                .body("periods[0].after.lines[0].sentence", containsString("It is failure 2"));
    }

    /** Only the id is another. What it is compared with has the history: March is the second failure, open and frozen. */
    @Test
    void aDraftOfAnotherIdHasTheHistoryOfWhatItIsComparedWith() throws Exception {
        String draft = AGREEMENT.replace("agreement: freeze-chain", "agreement: a-draft");
        draft(draft, "freeze-chain", "2026-03")
                .body("periods.before.malus.amount", contains("-200.00"))
                .body("periods.after.malus.amount", contains("-200.00"))
                .body("periods.after.agreement", contains("a-draft"))
                .body("periods.lines.flatten()", empty())
                .body("notes", empty());
        trial.freeze("march", "freeze-chain", "2026-03").statusCode(201);
        draft(draft, "freeze-chain", "2026-03")
                .body("periods.frozen", contains("march"))
                .body("periods.after.malus.amount", contains("-200.00"))
                .body("notes", empty());
        draft(draft.replace("-100", "-50"), "freeze-chain", "2026-03")
                .body("periods.after.malus.amount", contains("-100.00"));
    }

    @Test
    void aDraftThatFollowsNoAgreementIsToldHowToNameOne() throws Exception {
        draft(AGREEMENT.replace("agreement: freeze-chain", "agreement: a-draft"), null, "2026-03")
                .body("periods.after.malus.amount", contains("-100.00"))
                .body("notes", hasItem(containsString("There is no active agreement 'a-draft'")));
    }

    /** February is frozen as a failure and turns out to be none: (40 + 0) / 2 = 20 s. March is the first one then. */
    private void correctFebruary() throws Exception {
        trial.freeze("february", "freeze-chain", "2026-02").statusCode(201);
        batches.store(List.of(Contacts.answered("quick", "2026-02-13T10:00:00Z", 0)));
        trial.awaitQuiet();
    }

    @Test
    void whatIsNotChangedStaysAsCorrected() throws Exception {
        correctFebruary();
        JsonNode answer = Json.MAPPER.readTree(
                simulate("2026-01", "2026-04", "").extract().asString());
        answer.get("periods").forEach(period -> assertThat(period.get("after")).isEqualTo(period.get("before")));
        assertThat(answer.at("/malus/after/amount").asText()).isEqualTo("-200.00");
        assertThat(answer.get("notes").toString()).doesNotContain("corrected");
        simulate("2026-02", "2026-03", OTHER)
                .body("periods.before.malus.amount", contains("-100.00", "-100.00"))
                .body("periods.after.malus.amount", contains("-101.00", "-101.00"))
                .body("periods[1].after.lines[0].repeat.number", equalTo(1))
                .body(
                        "notes",
                        hasItem(containsString("2026-02: later periods look back on it as corrected by difference 1")));
        // Also where nobody can count February anew, which begins in UTC's January.
        trial.execute("insert into deleted_counts values ('calls', '2026-01-01', 'va', 'support')");
        simulate("2026-02", "2026-03", OTHER).body("periods.after.malus.amount", contains("-101.00", "-101.00"));
    }

    /** Half the amount: February is still none for March. Above 10 s: with 20 s it is one again, and March the second. */
    @Test
    void aRuleThatIsChangedIsTriedOnWhatCameAfterTheFreezeToo() throws Exception {
        correctFebruary();
        simulate(
                        "2026-02",
                        "2026-03",
                        "{\"op\": \"replace\", \"path\": \"/rules/failure/tiers/0/amount\", \"value\": -50}")
                .body("periods.after.malus.amount", contains("-50.00", "-50.00"))
                .body("periods[1].after.lines[0].repeat.number", equalTo(1))
                .body("periods[1].after.lines[0].sentence", containsString("2026-02 as corrected by difference 1"));
        simulate("2026-02", "2026-03", ABOVE_10)
                .body("periods.after.malus.amount", contains("-100.00", "-200.00"))
                .body("periods[1].after.lines[0].repeat.number", equalTo(2));
    }

    /** What is frozen looks back on what was frozen: for March February stays the first failure. */
    @Test
    void aFrozenPeriodLooksBackAsItWasFrozen() throws Exception {
        trial.freeze("march", "freeze-chain", "2026-03").statusCode(201);
        correctFebruary();
        simulate("2026-02", "2026-03", OTHER)
                .body("periods.before.malus.amount", contains("-100.00", "-200.00"))
                .body("periods.after.malus.amount", contains("-101.00", "-201.00"));
    }

    /** It is still the same rule: March is its second failure. A frozen March looks back on February as well. */
    @Test
    void aRuleThatTheDraftCallsOtherwiseHasItsHistory() throws Exception {
        String draft = AGREEMENT
                .replace("agreement: freeze-chain", "agreement: a-draft")
                .replace("{id: failure,", "{id: fault, formerly: [failure],");
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("march", "freeze-chain", "2026-03").statusCode(201);
            }
            draft(draft, "freeze-chain", "2026-03")
                    .body("periods.after.malus.amount", contains("-200.00"))
                    .body("malus.difference.amount", equalTo("0.00"));
        }
    }

    /** 20, 40 and 40 s in the first quarter are a failure, and April's 40 s the second one. */
    @Test
    void aDraftOfQuartersLooksBackOnItsOwn() throws Exception {
        batches.store(List.of(Contacts.answered("april", "2026-04-02T10:00:00Z", 40_000)));
        given().contentType("application/json")
                .body(Json.MAPPER
                        .createObjectNode()
                        .put("agreement", "freeze-chain")
                        .put("document", AGREEMENT + "period: {every: quarter}\n")
                        .put("from", "2026-01-01")
                        .put("to", "2026-04-01")
                        .toString())
                .post("/v1/simulations")
                .then()
                .statusCode(200)
                .body("periods.after.malus.amount", contains("-100.00", "-200.00"))
                .body("notes", hasItem(containsString("nothing to compare with in 2026-01-01, 2026-04-01")))
                .body("notes", hasItem(containsString("2026-04-01: it can still get contacts")));
    }

    private static ValidatableResponse draft(String document, @Nullable String agreement, String from) {
        ObjectNode request =
                Json.MAPPER.createObjectNode().put("document", document).put("from", from);
        return given().contentType("application/json")
                .body((agreement == null ? request : request.put("agreement", agreement)).toString())
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse simulate(String from, String to, String change) {
        return given().contentType("application/json")
                .body("{\"agreement\": \"freeze-chain\", \"from\": \"%s\", \"to\": \"%s\", \"change\": [%s]}"
                        .formatted(from, to, change))
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }
}
