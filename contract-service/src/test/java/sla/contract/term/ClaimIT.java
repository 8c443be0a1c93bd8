package sla.contract.term;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.runtime.StartupEvent;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.MovableClock;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

/**
 * 5,000 of January 1999, to be claimed within 61 days: until 2 April, the day on which clocks in Jerusalem go forward. Its
 * last moment is 20:59:59.999 in UTC, not 21:59:59.999.
 */
@ServiceIT
class ClaimIT {
    private static final Topic PUBLISHED = new Topic(Topics.TERMS);
    private static final Topic EVALUATIONS = new Topic(Topics.EVALUATIONS);
    private static final LocalDate LAST = LocalDate.of(1999, 4, 2);

    @Inject
    TermRepublication republication;

    @Inject
    MovableClock clock;

    private String vendor;
    private String agreement;
    private String january;

    @BeforeEach
    void agreeAndEvaluate() {
        vendor = Register.vendor();
        agreement = Register.freshId("claimed");
        january = agreement + ":1999-01";
        given().contentType("application/yaml")
                .body("""
                        agreement: %s
                        version: 1
                        title: Credits
                        buyer: {legalName: Buyer}
                        vendor: {id: %s, legalName: Vendor}
                        effectiveFrom: 1999-01-01
                        zone: Asia/Jerusalem
                        currency: EUR
                        lots: [{id: voice, title: All calls}]
                        kpis: [{id: asa, title: Answer time, lot: voice, metric: {type: average-speed-of-answer}}]
                        rules:
                          - {id: failure, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -5000}], otherwise: 0}
                          - {id: asa-linear, shape: tiers, kpi: asa, tiers: [{above: 600, amount: -100}], otherwise: 0}
                          - {id: free, shape: tiers, kpi: asa, tiers: [{above: 30, amount: -1}], otherwise: 0}
                        claims: [{id: credit, clause: "8.3", rules: [failure, asa-linear], days: 61}]
                        """.formatted(agreement, vendor).getBytes(StandardCharsets.UTF_8))
                .post("/v1/agreements")
                .then()
                .statusCode(201);
        given().post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(200);
        publish(evaluation("1999-01").json(1));
    }

    @AfterEach
    void standStill() {
        clock.set(MovableClock.START);
    }

    private EvaluationFixture evaluation(String month) {
        return EvaluationFixture.of(agreement, vendor, month)
                .withLines(
                        EvaluationFixture.unclaimed("failure", LAST),
                        EvaluationFixture.line("asa-linear", "asa", "tiers", "0", "0.00", "EUR"),
                        EvaluationFixture.line("free", "asa", "tiers", "-1", "-1.00", "EUR"));
    }

    private void publish(String evaluation) {
        EVALUATIONS.send(evaluation("1999-01").key(), evaluation);
        statement().statusCode(200);
    }

    private ValidatableResponse statement() {
        Eventually.holds(() -> given().get("/v1/statements/" + january).then().statusCode(200));
        return given().get("/v1/statements/" + january).then();
    }

    private static ValidatableResponse claim(String statement, String line, String office) {
        return given().contentType("application/json")
                .body("{\"statement\": \"%s\", \"line\": \"%s\", \"claimedBy\": \"%s\"}"
                        .formatted(statement, line, office))
                .post("/v1/claims")
                .then();
    }

    private ValidatableResponse withdraw(String note) {
        return given().contentType("application/json")
                .body("{\"by\": \"finance\"" + (note == null ? "" : ", \"note\": \"" + note + "\"") + "}")
                .post("/v1/claims/" + january + ":failure/withdraw")
                .then();
    }

    @Test
    void claimIsKeptPublishedAndOnTheStatement() {
        statement()
                .body("lines[0].claim.by", equalTo("1999-04-02"))
                .body("claims.line", contains("failure"))
                .body("claims.by", contains("1999-04-02"))
                .body("claims.state", contains("open"))
                .body("claims[0].claim", nullValue());
        String id = january + ":failure";
        claim(january, "failure", "finance").statusCode(201).header("Location", endsWith("/v1/claims/" + id));
        String claimed = """
                {"term":"claim","id":"%s","agreement":"%s","period":{"label":"1999-01",\
                "startInclusive":"1998-12-31T22:00:00Z","endExclusive":"1999-01-31T22:00:00Z"},"line":"failure",\
                "by":"1999-04-02","history":[{"status":"claimed","by":"finance","at":"1999-02-10T12:00:00Z"}],\
                "statement":"%s","status":"claimed"}""".formatted(id, agreement, january);
        Eventually.holds(() -> assertThat(PUBLISHED.values("claim/" + id)).containsExactly(claimed));
        given().get("/v1/claims/" + id).then().statusCode(200).body(equalTo(claimed));
        statement()
                .body("claims.state", contains("claimed"))
                .body("claims[0].claim.history.by", contains("finance"))
                // What the evaluator has said is not touched.
                .body("lines[0].claim.claimedOn", nullValue());
        assertThat(given().get("/v1/statements/" + january + "?format=csv").asString())
                .contains("\r\nclaim,failure,,,,,,,,1999-04-02,,,,,,,claimed,,,,,,,\r\n"
                        + "claim-entry,failure,,,finance,,,,,1999-02-10T12:00:00Z,,,,,,,claimed,,,,,,,\r\n");
        given().get("/v1/claims?statement=" + january).then().body("items.id", contains(id));
        given().get("/v1/claims?agreement=" + agreement + "&status=claimed")
                .then()
                .body("items.id", contains(id));
        given().get("/v1/claims?status=withdrawn&agreement=" + agreement).then().body("items", empty());
        given().get("/v1/claims?statement=" + agreement + ":1999-0").then().statusCode(400);
        given().get("/v1/claims?statement=" + agreement + ":1998-12").then().body("items", empty());
        given().get("/v1/claims?status=approved")
                .then()
                .statusCode(400)
                .body("detail", containsString("withdrawn, claimed"));
    }

    @Test
    void lastDayEndsAtMidnightOfTheContract() {
        clock.set(Instant.parse("1999-04-02T20:59:59.999Z"));
        statement().body("claims.state", contains("open"));
        clock.set(Instant.parse("1999-04-02T21:00:00Z"));
        statement().body("claims.state", contains("lapsed"));
        claim(january, "failure", "finance")
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("The line 'failure' of " + january
                                + " had to be claimed by 1999-04-02; it has lapsed."));
        given().get("/v1/claims/" + january + ":failure").then().statusCode(404);
        clock.set(Instant.parse("1999-04-02T20:59:59.999Z"));
        claim(january, "failure", "finance").statusCode(201);
        // It stays claimed, and repeating it says so.
        clock.set(Instant.parse("1999-04-02T21:00:00Z"));
        statement().body("claims.state", contains("claimed"));
        claim(january, "failure", "finance").statusCode(200).body("history.at", contains("1999-04-02T20:59:59.999Z"));
        withdraw("waived").statusCode(200);
        statement().body("claims.state", contains("lapsed")).body("claims[0].claim.status", equalTo("withdrawn"));
        claim(january, "failure", "finance").statusCode(409);
    }

    @Test
    void aLineIsClaimedOnce() {
        String tag =
                claim(january, "failure", "finance").statusCode(201).extract().header("ETag");
        claim(january, "failure", "finance").statusCode(200).header("ETag", equalTo(tag));
        claim(january, "failure", "contract-management")
                .statusCode(409)
                .body("detail", containsString("has been claimed by finance at 1999-02-10T12:00:00Z"));
        withdraw(null).statusCode(422).body("errors.pointer", contains("/note"));
        withdraw("too early").statusCode(200).body("status", equalTo("withdrawn"));
        withdraw("too early").statusCode(200);
        withdraw("again").statusCode(409).body("detail", containsString("withdrawn by finance already"));
        given().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"by\": \"finance\", \"note\": \"stale\"}")
                .post("/v1/claims/" + january + ":failure/withdraw")
                .then()
                .statusCode(412);
        statement().body("claims.state", contains("open"));
        claim(january, "failure", "contract-management")
                .statusCode(200)
                .body("history.status", contains("claimed", "withdrawn", "claimed"));
        statement().body("claims.state", contains("claimed"));
        Eventually.holds(() ->
                assertThat(PUBLISHED.values("claim/" + january + ":failure")).hasSize(3));
        given().delete("/v1/claims/" + january + ":failure").then().statusCode(405);
    }

    @Test
    void saysWhyThereIsNothingToClaim() {
        claim(agreement + ":1998-12", "failure", "finance")
                .statusCode(422)
                .body("errors.code", contains("unknown-statement"));
        claim(january, "failur", "finance")
                .statusCode(422)
                .body("errors[0].message", containsString("It has: failure, asa-linear, free."));
        claim(january, "free", "finance")
                .statusCode(422)
                .body("errors[0].message", containsString("'free' gives needs no claim: version 1"));
        claim(january, "asa-linear", "finance")
                .statusCode(409)
                .body("detail", containsString("gives no malus, so there is nothing to claim"));
        claim(january, "failure", "Jane Doe")
                .statusCode(422)
                .body("errors[0].message", containsString("never a person"));
        given().contentType("application/json")
                .body("{\"statement\": \"x\", \"lines\": []}")
                .post("/v1/claims")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/line", "/claimedBy", "/lines"));
        EVALUATIONS.send(evaluation("1999-02").key(), evaluation("1999-02").json(2));
        Eventually.holds(() -> claim(agreement + ":1999-02", "failure", "finance")
                .statusCode(409)
                .body("detail", containsString("while its period runs. It can be claimed from 1999-03-01 to")));
    }

    /** Frozen with nothing to claim; what came later makes it malus, which the last difference says. */
    @Test
    void whatADifferenceFindsCanBeClaimed() {
        publish(evaluation("1999-01").frozen(2, "f-1"));
        claim(january, "asa-linear", "finance").statusCode(409);
        String difference = evaluation("1999-01")
                .difference("f-1", 1, "0.00")
                .replace("\"rule\":\"asa-linear\"", "\"rule\":\"asa-linear\",\"claim\":{\"by\":\"1999-04-02\"}");
        new Topic(Topics.DIFFERENCES).send(agreement + "/1999-01/1", difference);
        Eventually.holds(() -> given().get("/v1/statements/" + january)
                .then()
                .body("claims.line", contains("failure", "asa-linear"))
                .body("claims.state", contains("open", "open")));
        claim(january, "asa-linear", "finance").statusCode(201);
        statement().body("claims.state", contains("open", "claimed"));
    }

    private ValidatableResponse open(String more) {
        return given().get("/v1/claims/open?agreement=" + agreement + more)
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsOpenIsListedWhileItCanBeClaimed() {
        open("").body("items.line", contains("failure"))
                .body("items.by", contains("1999-04-02"))
                .body("items.statement", contains(january))
                .body("items.vendor", contains(vendor))
                .body("items.clause", contains("8.3"))
                .body("items[0].beforeCaps.amount", equalTo("-5000.00"))
                .body("items.sentence", contains("Sentence of failure."))
                .body("items[0].claim", nullValue());
        given().get("/v1/claims/open?vendor=" + vendor).then().body("items.statement", contains(january));
        open("&by=1999-04-02").body("items.line", contains("failure"));
        open("&by=1999-04-01").body("items", empty());
        claim(january, "failure", "finance").statusCode(201);
        open("").body("items", empty());
        withdraw("too early").statusCode(200);
        open("").body("items[0].claim.status", equalTo("withdrawn"));
        clock.set(Instant.parse("1999-04-02T20:59:59.999Z"));
        open("").body("items.line", contains("failure"));
        clock.set(Instant.parse("1999-04-02T21:00:00Z"));
        open("").body("items", empty());
        given().get("/v1/claims/open?by=April")
                .then()
                .statusCode(400)
                .body("detail", containsString("must be a day, such as 2026-03-31"));
        given().get("/v1/claims?status=open")
                .then()
                .statusCode(400)
                .body("detail", containsString("GET /v1/claims/open lists what can be claimed"));
    }

    /** February runs until the 28th; what only the difference of a frozen January finds is open at once. */
    @Test
    void whatIsOpenIsOfPeriodsThatAreOverAndOfDifferencesToo() {
        EVALUATIONS.send(evaluation("1999-02").key(), evaluation("1999-02").json(2));
        Eventually.holds(() ->
                given().get("/v1/statements/" + agreement + ":1999-02").then().statusCode(200));
        open("").body("items.period", contains("1999-01"));
        clock.set(Instant.parse("1999-02-28T22:00:00Z"));
        open("").body("items.period", contains("1999-01", "1999-02"));
        EVALUATIONS.send(evaluation("1999-02").key(), evaluation("1999-02").withdrawal(3));
        publish(evaluation("1999-01").frozen(2, "f-2"));
        String difference = evaluation("1999-01")
                .difference("f-2", 1, "0.00")
                .replace("\"rule\":\"asa-linear\"", "\"rule\":\"asa-linear\",\"claim\":{\"by\":\"1999-04-02\"}");
        new Topic(Topics.DIFFERENCES).send(agreement + "/1999-01/1", difference);
        Eventually.holds(() -> open("").body("items.line", contains("asa-linear", "failure")));
        String next = open("&limit=1")
                .body("items.line", contains("asa-linear"))
                .body("items[0].beforeCaps", nullValue())
                .extract()
                .path("next");
        open("&limit=1&cursor=" + next).body("items.line", contains("failure")).body("next", nullValue());
    }

    @Test
    void whatWasKeptBeforeIsOpenToo() throws Exception {
        String migration = new String(
                getClass()
                        .getResourceAsStream("/db/migration/V011__open_claims.sql")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        Database.execute("update evaluation set claim_by = null");
        open("").body("items", empty());
        for (String update : migration.split(";")) {
            if (update.strip().startsWith("update")) {
                Database.execute(update);
            }
        }
        open("").body("items.line", contains("failure"));
    }

    @Test
    void whatTheTopicLacksIsPublishedAtStart() {
        claim(january, "failure", "finance").statusCode(201);
        String key = "claim/" + january + ":failure";
        Eventually.holds(() -> assertThat(PUBLISHED.values(key)).hasSize(1));
        PUBLISHED.send(key, (String) null);
        republication.publishMissing(new StartupEvent());
        Eventually.holds(() -> assertThat(PUBLISHED.values(key)).hasSize(3));
        assertThat(PUBLISHED.values(key).getLast())
                .isEqualTo(PUBLISHED.values(key).getFirst());
    }
}
