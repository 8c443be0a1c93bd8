package sla.contract.term;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.runtime.StartupEvent;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

@ServiceIT
class ExclusionIT {
    private static final Topic PUBLISHED = new Topic(Topics.TERMS);
    private static final String OUTAGE =
            "\"from\": \"1999-01-14T10:07:00+02:00\", \"to\": \"1999-01-14T10:52:00+02:00\"";

    @Inject
    TermRepublication republication;

    private String vendor;
    private String agreement;
    private String id;

    @BeforeEach
    void activateAnAgreementOfJanuaryAndFebruary() {
        vendor = Register.vendor();
        agreement = Register.freshId("agreement");
        id = Register.freshId("ex");
        given().contentType("application/yaml")
                .body("""
                        agreement: %s
                        version: 1
                        title: Two months
                        buyer: {legalName: Buyer}
                        vendor: {id: %s, legalName: Vendor}
                        effectiveFrom: 1999-01-01
                        effectiveTo: 1999-02-28
                        zone: Asia/Jerusalem
                        currency: ILS
                        lots:
                          - {id: regular, title: Regular}
                          - {id: mail, title: Mail, where: {channel: [email]}}
                        kpis:
                          - {id: asa, title: Speed, lot: regular, metric: {type: average-speed-of-answer}, reportedOnly: true}
                          - {id: volume, title: Volume, lot: mail, metric: {type: average-speed-of-answer}, reportedOnly: true}
                        rules: []
                        """.formatted(agreement, vendor).getBytes(StandardCharsets.UTF_8))
                .post("/v1/agreements")
                .then()
                .statusCode(201);
        given().post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(200);
    }

    @Test
    void eachStepIsKeptAndPublished() {
        propose(id, OUTAGE + ", \"lots\": [\"regular\"]").statusCode(201).body("status", equalTo("proposed"));
        decide("approve", "contract-management", "seen").statusCode(200).body("status", equalTo("approved"));
        decide("revoke", "contract-management", "wrong day").statusCode(200).body("status", equalTo("revoked"));
        String last = """
                {"term":"exclusion","id":"%s","agreement":"%s","kind":"client-system-down","reason":"CRM down",\
                "from":"1999-01-14T08:07:00Z","to":"1999-01-14T08:52:00Z","lots":["regular"],"history":[\
                {"status":"proposed","by":"vendor-operations","at":"1999-02-10T12:00:00Z"},\
                {"status":"approved","by":"contract-management","at":"1999-02-10T12:00:00Z","note":"seen"},\
                {"status":"revoked","by":"contract-management","at":"1999-02-10T12:00:00Z","note":"wrong day"}],\
                "status":"revoked"}""".formatted(id, agreement);
        Eventually.holds(() -> assertThat(PUBLISHED.values("exclusion/" + id)).hasSize(3));
        assertThat(PUBLISHED.values("exclusion/" + id).getLast()).isEqualTo(last);
        given().get("/v1/exclusions/" + id).then().statusCode(200).body(equalTo(last));
    }

    @Test
    void repeatingChangesNothingAndIsNotPublished() {
        String tag = propose(id, OUTAGE).statusCode(201).extract().header("ETag");
        propose(id, OUTAGE).statusCode(200).header("ETag", equalTo(tag));
        String approved = decide("approve", "contract-management", "seen")
                .statusCode(200)
                .extract()
                .header("ETag");
        decide("approve", "contract-management", "seen").statusCode(200).header("ETag", equalTo(approved));
        propose(id, OUTAGE).statusCode(200).body("status", equalTo("approved"));
        String later = Register.freshId("ex");
        propose(later, OUTAGE).statusCode(201);
        Eventually.holds(
                () -> assertThat(PUBLISHED.values("exclusion/" + later)).hasSize(1));
        assertThat(PUBLISHED.values("exclusion/" + id)).hasSize(2);
    }

    @Test
    void whatWasProposedIsNeverChanged() {
        propose(id, OUTAGE).statusCode(201);
        propose(id, OUTAGE + ", \"lots\": [\"mail\"]")
                .statusCode(409)
                .body("detail", containsString("under another id"));
        given().delete("/v1/exclusions/" + id).then().statusCode(405);
    }

    @Test
    void onlyStepsThatFollowAreTaken() {
        propose(id, OUTAGE).statusCode(201);
        decide("revoke", "contract-management", "no")
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("The exclusion '" + id + "' is proposed. Only one that is approved can be revoked."));
        decide("withdraw", "contract-management", null)
                .statusCode(422)
                .body("errors.code", contains("other-office"))
                .body("errors.pointer", contains("/by"));
        decide("withdraw", "vendor-operations", null).statusCode(200).body("status", equalTo("withdrawn"));
        decide("approve", "contract-management", null).statusCode(409);
        String other = id;
        id = Register.freshId("ex");
        propose(id, OUTAGE).statusCode(201);
        decide("refuse", "contract-management", "no ticket").statusCode(200).body("status", equalTo("refused"));
        decide("withdraw", "vendor-operations", null).statusCode(409);
        assertThat(other).isNotEqualTo(id);
    }

    @Test
    void whoProposesDoesNotDecide() {
        propose(id, OUTAGE).statusCode(201);
        decide("approve", "vendor-operations", null).statusCode(422).body("errors.code", contains("same-office"));
        decide("approve", "Jane Doe", null).statusCode(422).body("errors[0].message", containsString("never a person"));
        decide("refuse", "contract-management", null).statusCode(422).body("errors.pointer", contains("/note"));
        given().get("/v1/exclusions/" + id).then().body("status", equalTo("proposed"));
    }

    @Test
    void staleDecisionsAreRefused() {
        String tag = propose(id, OUTAGE).statusCode(201).extract().header("ETag");
        decide("approve", "contract-management", null).statusCode(200);
        given().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"by\": \"contract-management\", \"note\": \"no\"}")
                .post("/v1/exclusions/" + id + "/revoke")
                .then()
                .statusCode(412);
    }

    @Test
    void namesAllThatIsWrong() {
        refused("\"from\": \"1999-01-14T10:07:30+02:00\", \"to\": \"1999-01-14T10:52:00\"", "/from", "/to");
        refused("\"from\": \"1999-01-14T10:52:00+02:00\", \"to\": \"1999-01-14T10:52:00+02:00\"", "/to");
        refused("\"from\": \"1999-01-14T10:52:00+02:00\"", "");
        refused(OUTAGE + ", \"records\": [\"bank/1\"]", "");
        refused(OUTAGE + ", \"lots\": [\"regular\", \"chat\", \"regular\"]", "/lots/1", "/lots/2");
        refused(OUTAGE + ", \"kpis\": [\"asa\", \"speed\"]", "/kpis/1");
        refused(OUTAGE + ", \"kpis\": [\"asa\"], \"lots\": [\"regular\"]", "/kpis");
        refused("\"records\": [\"bank\", \"bank/1\", \"bank/1\"]", "/records/0", "/records/2");
        refused("\"records\": [\"bank/1\"], \"lots\": [\"regular\"]", "/lots");
        String many =
                IntStream.range(0, 1001).mapToObj(i -> "\"bank/" + i + "\"").collect(Collectors.joining(","));
        refused("\"records\": [" + many + "]", "/records");
        propose(id, OUTAGE + ", \"lots\": [\"chat\"]")
                .body("errors[0].message", containsString("It has: mail, regular."));
        propose("Ex 7", OUTAGE).statusCode(422).body("errors.pointer", contains("/id"));
        given().get("/v1/exclusions/" + id).then().statusCode(404);
    }

    /** The contract is from 1 January to 28 February of its zone, which is two hours ahead. */
    @Test
    void staysInsideTheContract() {
        refused("\"from\": \"1999-01-01T00:00:00Z\", \"to\": \"1999-03-01T00:00:00Z\"", "/to");
        refused("\"from\": \"1998-12-31T21:59:00Z\", \"to\": \"1998-12-31T23:00:00Z\"", "/from");
        propose(id, "\"from\": \"1998-12-31T22:00:00Z\", \"to\": \"1999-02-28T22:00:00Z\"")
                .statusCode(201);
        given().contentType("application/json")
                .body("""
                        {"agreement": "nobody", "kind": "fire", "reason": " ", "proposer": "a", %s}""".formatted(OUTAGE))
                .put("/v1/exclusions/" + id + "-2")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
        given().contentType("application/json")
                .body("""
                        {"agreement": "nobody", "kind": "other", "reason": " ", "proposer": "a", %s}""".formatted(OUTAGE))
                .put("/v1/exclusions/" + id + "-2")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/reason", "/agreement"));
    }

    @Test
    void recordsAreOfRegisteredSources() {
        String records = "\"records\": [\"acd-nobody-has/1\", \"SOURCE/2\", \"acd-nobody-has/3\"]";
        propose(id, records.replace("SOURCE", "acd-nor-this"))
                .statusCode(422)
                .body("errors.code", contains("unknown-source", "unknown-source"))
                .body("errors.pointer", contains("/records/0", "/records/1"))
                .body(
                        "errors[0].message",
                        equalTo("There is no source 'acd-nobody-has'. None may speak for '" + vendor
                                + "'. GET /v1/sources lists all."));
        String source = Register.freshId("acd");
        Register.source(source, vendor, "interaction");
        propose(id, records.replace("SOURCE", source))
                .statusCode(422)
                .body("errors.pointer", contains("/records/0"))
                .body("errors[0].message", containsString("For '" + vendor + "' may speak: " + source + "."));
        given().get("/v1/exclusions/" + id).then().statusCode(404);
    }

    @Test
    void listsByAgreementAndStatus() {
        propose(id, OUTAGE).statusCode(201);
        String approved = id;
        decide("approve", "contract-management", null).statusCode(200);
        id = Register.freshId("ex");
        String source = Register.freshId("acd");
        Register.source(source, vendor, "interaction");
        propose(id, "\"records\": [\"" + source + "/call/17\"]")
                .statusCode(201)
                .body("records[0].recordId", equalTo("call/17"));
        given().get("/v1/exclusions?agreement=" + agreement)
                .then()
                .statusCode(200)
                .body("items.id", containsInAnyOrder(approved, id));
        given().get("/v1/exclusions?status=approved&limit=1000")
                .then()
                .body("items.id", hasItem(approved))
                .body("items.id", not(hasItem(id)))
                .body("items.status", everyItem(equalTo("approved")));
        String next = given().get("/v1/exclusions?limit=1&agreement=" + agreement)
                .then()
                .extract()
                .path("next");
        given().get("/v1/exclusions?limit=1&agreement=" + agreement + "&cursor=" + next)
                .then()
                .body("items.size()", equalTo(1));
        given().get("/v1/exclusions?status=gone")
                .then()
                .statusCode(400)
                .body("detail", containsString("proposed, approved, refused, withdrawn, revoked"));
    }

    @Test
    void startPublishesWhatTheTopicLacksAndNothingElse() {
        propose(id, OUTAGE).statusCode(201);
        String kept = Register.freshId("ex");
        propose(kept, OUTAGE).statusCode(201);
        Eventually.holds(() -> assertThat(PUBLISHED.values("exclusion/" + id)).hasSize(1));
        Eventually.holds(() -> assertThat(PUBLISHED.values("exclusion/" + kept)).hasSize(1));
        PUBLISHED.send("exclusion/" + id, (byte[]) null);
        republication.publishMissing(new StartupEvent());
        Eventually.holds(() -> assertThat(PUBLISHED.values("exclusion/" + id)).hasSize(3));
        assertThat(PUBLISHED.values("exclusion/" + id).get(2))
                .isEqualTo(PUBLISHED.values("exclusion/" + id).get(0));
        assertThat(PUBLISHED.values("exclusion/" + kept)).hasSize(1);
    }

    private void refused(String what, String... pointers) {
        propose(id, what).statusCode(422).body("errors.pointer", contains(pointers));
    }

    private ValidatableResponse propose(String id, String what) {
        return given().contentType("application/json")
                .body("""
                        {"agreement": "%s", "kind": "client-system-down", "reason": "CRM down",
                         "proposer": "vendor-operations", %s}""".formatted(agreement, what))
                .put("/v1/exclusions/" + id)
                .then();
    }

    private ValidatableResponse decide(String step, String by, String note) {
        return given().contentType("application/json")
                .body("{\"by\": \"" + by + "\"" + (note == null ? "" : ", \"note\": \"" + note + "\"") + "}")
                .post("/v1/exclusions/" + id + "/" + step)
                .then();
    }
}
