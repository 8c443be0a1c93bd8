package sla.contract.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

@ServiceIT
class AgreementIT {
    private static final Topic PUBLISHED = new Topic(Topics.AGREEMENTS);

    private String vendor;
    private String agreement;

    @BeforeEach
    void registerAVendor() {
        vendor = Register.vendor();
        agreement = Register.freshId("agreement");
    }

    @Test
    void keepsADraftAndTellsWhereItIs() {
        post(document(1, "1999-01-01"))
                .statusCode(201)
                .header("Location", endsWith("/v1/agreements/" + agreement + "/versions/1"))
                .body("agreement", equalTo(agreement))
                .body("version", equalTo(1))
                .body("status", equalTo("draft"))
                .body("effectiveFrom", equalTo("1999-01-01"))
                .body("warnings", empty());
        assertThat(PUBLISHED.values(agreement + "/1")).isEmpty();
    }

    @Test
    void activationPublishesTheAgreementWithAllDefaultsWrittenOut() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1)
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("activatedAt", equalTo("1999-02-10T12:00:00Z"));
        String expected = """
                {"agreement":"%s","version":1,"title":"Inhouse contact centre 1999",\
                "buyer":{"legalName":"Anonymous Bank Ltd","vatId":"IL000000018"},\
                "vendor":{"id":"%s","legalName":"Anonymous Bank Contact Centre"},\
                "effectiveFrom":"1999-01-01","zone":"Asia/Jerusalem","currency":"EUR",\
                "lots":[{"id":"voice","title":"All calls","where":{"channel":["voice"]}}],\
                "kpis":[{"id":"asa","title":"Average speed of answer","clause":"4.2","lot":"voice",\
                "metric":{"type":"average-speed-of-answer"},"attribution":"offered","target":{"atMost":30},\
                "rounding":{"decimals":0,"mode":"half-up"},"reportedOnly":false}],\
                "rules":[{"shape":"linear","id":"asa-linear","clause":"4.2","kpi":"asa",\
                "below":{"edge":15,"per":1,"amount":500},"above":{"edge":30,"per":1,"amount":-500}}],\
                "caps":[],"interpretations":[]}""".formatted(agreement, vendor);
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/1")).containsExactly(expected));
        version(1, "application/json")
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(expected));
    }

    @Test
    void activatingTwicePublishesOnce() {
        post(document(1, "1999-01-01")).statusCode(201);
        String tag = activate(1).statusCode(200).extract().header("ETag");
        activate(1).statusCode(200).header("ETag", equalTo(tag)).body("status", equalTo("active"));
        // A later message proves that the outbox has been past the place where a second one would be.
        post(document(2, "1999-02-01")).statusCode(201);
        activate(2).statusCode(200);
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/2")).hasSize(1));
        assertThat(PUBLISHED.values(agreement + "/1")).hasSize(1);
    }

    @Test
    void activationSurvivesAStopBeforeItIsPublished() throws SQLException {
        post(document(1, "1999-01-01")).statusCode(201);
        String unsent = "select key from outbox where key = '" + agreement + "/1'";
        // Whoever holds this lock may publish: as if the process stopped right after the commit.
        String lock = "(hashtextextended('outbox of ' || current_schema(), 0))";
        try (Connection publisher = Database.connection()) {
            publisher.createStatement().execute("select pg_advisory_lock" + lock);
            try {
                activate(1).statusCode(200);
                assertThat(Database.texts(unsent)).hasSize(1);
                assertThat(PUBLISHED.values(agreement + "/1")).isEmpty();
            } finally {
                publisher.createStatement().execute("select pg_advisory_unlock" + lock);
            }
        }
        Eventually.holds(() -> assertThat(Database.texts(unsent)).isEmpty());
        assertThat(PUBLISHED.values(agreement + "/1")).hasSize(1);
    }

    @Test
    void returnsTheTextAsItWasSent() {
        String text = "# agreed in a long night\n" + document(1, "1999-01-01");
        post(text).statusCode(201);
        version(1, "application/yaml")
                .statusCode(200)
                .contentType("application/yaml")
                .header("Vary", equalTo("Accept"))
                .body(equalTo(text));
    }

    @Test
    void takesJsonToo() {
        post(document(1, "1999-01-01")).statusCode(201);
        String json = version(1, "application/json").extract().asString();
        String other = Register.freshId("agreement");
        send("application/json", json.replace(agreement, other), "/v1/agreements")
                .statusCode(201);
        given().get("/v1/agreements/" + other).then().statusCode(200).body("versions[0].status", equalTo("draft"));
    }

    @Test
    void saysAllThatIsWrongWithAPointer() {
        String broken = document(1, "1999-01-01")
                .replace("kpi: asa\n", "kpi: asb\n")
                .replace("currency: EUR", "currency: EUX")
                .replace("id: " + vendor, "id: nobody");
        post(broken)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("title", equalTo("Unprocessable Content"))
                .body("errors.pointer", hasItem("/rules/0/kpi"))
                .body("errors.pointer", hasItem("/currency"))
                .body("errors.find { it.pointer == '/rules/0/kpi' }.code", equalTo("unknown-kpi"));
        given().get("/v1/agreements/" + agreement).then().statusCode(404);
    }

    @Test
    void refusesAVendorThatIsNotRegistered() {
        post(document(1, "1999-01-01").replace("id: " + vendor, "id: nobody"))
                .statusCode(422)
                .body("errors.code", contains("unknown-vendor"))
                .body("errors.pointer", contains("/vendor/id"))
                .body("errors[0].message", containsString("PUT /v1/vendors/nobody"))
                .body("warnings", empty());
    }

    @Test
    void refusesTextThatIsNeitherYamlNorJson() {
        post("a: [").statusCode(422).body("errors[0].code", equalTo("not-readable"));
        post("").statusCode(422);
        send("application/yaml", new byte[] {(byte) 0xc3, (byte) 0x28}, "/v1/agreements")
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    @Test
    void warnsOfWhatPeopleRegretAndKeepsItAllTheSame() {
        String unused = document(1, "1999-01-01")
                .replace("kpis:\n", "  - {id: chat, title: Chats, where: {channel: [chat]}}\nkpis:\n");
        post(unused)
                .statusCode(201)
                .body("warnings.code", contains("unused-lot"))
                .body("warnings.pointer", contains("/lots/1"));
        given().get("/v1/agreements/" + agreement).then().body("versions[0].warnings.code", contains("unused-lot"));
    }

    @Test
    void firstVersionIs1AndNoneIsLeftOut() {
        post(document(2, "1999-01-01"))
                .statusCode(422)
                .body("errors.code", contains("version-order"))
                .body("errors[0].message", containsString("the first version is 1"));
        post(document(1, "1999-01-01")).statusCode(201);
        post(document(2, "1999-02-01")).statusCode(422).body("errors[0].message", containsString("still a draft"));
        activate(1).statusCode(200);
        post(document(3, "1999-02-01"))
                .statusCode(422)
                .body("errors[0].message", containsString("the next version is 2"));
        post(document(2, "1999-02-01")).statusCode(201);
    }

    @Test
    void nextVersionStartsLaterAndKeepsVendorCurrencyAndZone() {
        post(document(1, "1999-02-01")).statusCode(201);
        activate(1).statusCode(200);
        String other = Register.vendor();
        post(document(2, "1999-02-01")
                        .replace("id: " + vendor, "id: " + other)
                        .replace("currency: EUR", "currency: USD")
                        .replace("Asia/Jerusalem", "Europe/Amsterdam"))
                .statusCode(422)
                .body("errors.pointer", contains("/effectiveFrom", "/vendor/id", "/currency", "/zone"))
                .body("errors[3].message", containsString("two months or in none"));
    }

    @Test
    void anActiveVersionNeverChanges() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        String changed = document(1, "1999-01-01").replace("amount: -500", "amount: -5");
        String before = version(1, "application/json").extract().asString();
        put(1, changed).statusCode(409).body("detail", containsString("never changes"));
        post(changed).statusCode(409).contentType("application/problem+json");
        given().delete("/v1/agreements/" + agreement + "/versions/1").then().statusCode(409);
        version(1, "application/json").body(equalTo(before));
    }

    @Test
    void theSameDocumentAgainChangesNothing() {
        String text = document(1, "1999-01-01");
        String tag = post(text).statusCode(201).extract().header("ETag");
        post(text).statusCode(200).header("ETag", equalTo(tag));
        String active = activate(1).extract().header("ETag");
        post(text).statusCode(200).header("ETag", equalTo(active)).body("status", equalTo("active"));
    }

    @Test
    void replacesADraftOnTheStateThatWasRead() {
        String first = post(document(1, "1999-01-01")).extract().header("ETag");
        String second = put(1, document(1, "1999-02-01"), first)
                .statusCode(200)
                .body("effectiveFrom", equalTo("1999-02-01"))
                .extract()
                .header("ETag");
        assertThat(second).isNotEqualTo(first);
        put(1, document(1, "1999-03-01"), first).statusCode(412);
        given().header("If-Match", first)
                .post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(412);
        given().header("If-Match", first)
                .delete("/v1/agreements/" + agreement + "/versions/1")
                .then()
                .statusCode(412);
        version(1, "application/json").header("ETag", equalTo(second)).body("effectiveFrom", equalTo("1999-02-01"));
        post(document(1, "1999-04-01")).statusCode(200).body("effectiveFrom", equalTo("1999-04-01"));
    }

    @Test
    void refusesADocumentOfAnotherVersionThanThePath() {
        post(document(1, "1999-01-01")).statusCode(201);
        put(1, document(2, "1999-01-01").replace(agreement, "other-" + agreement))
                .statusCode(422)
                .body("errors.pointer", contains("/agreement", "/version"));
        put(2, document(2, "1999-01-01")).statusCode(404);
    }

    @Test
    void deletesADraft() {
        post(document(1, "1999-01-01")).statusCode(201);
        given().delete("/v1/agreements/" + agreement + "/versions/1").then().statusCode(204);
        version(1, "application/json").statusCode(404);
        activate(1).statusCode(404);
        post(document(1, "1999-01-01")).statusCode(201);
    }

    @Test
    void aLaterActiveVersionEndsTheOneBefore() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        post(document(2, "1999-04-01")).statusCode(201);
        history().body("versions.effectiveTo", contains(nullValue(), nullValue()));
        activate(2).statusCode(200);
        history()
                .body("title", equalTo("Inhouse contact centre 1999"))
                .body("vendor", equalTo(vendor))
                .body("currency", equalTo("EUR"))
                .body("zone", equalTo("Asia/Jerusalem"))
                .body("versions.version", contains(1, 2))
                .body("versions.status", contains("active", "active"))
                .body("versions.effectiveFrom", contains("1999-01-01", "1999-04-01"))
                .body("versions.effectiveTo", contains("1999-03-31", null));
    }

    @Test
    void listsAgreementsOfAVendor() {
        post(document(1, "1999-01-01")).statusCode(201);
        String first = agreement;
        agreement = Register.freshId("agreement");
        post(document(1, "1999-01-01")).statusCode(201);
        given().queryParam("vendor", vendor)
                .get("/v1/agreements")
                .then()
                .statusCode(200)
                .body(
                        "items.agreement",
                        contains(List.of(first, agreement).stream().sorted().toArray()));
        String next = given().queryParam("vendor", vendor)
                .queryParam("limit", 1)
                .get("/v1/agreements")
                .path("next");
        given().queryParam("vendor", vendor)
                .queryParam("cursor", next)
                .get("/v1/agreements")
                .then()
                .body("items", hasSize(1))
                .body("next", nullValue());
    }

    @Test
    void checksADocumentAndKeepsNothing() {
        check(document(1, "1999-01-01")).body("valid", equalTo(true)).body("errors", empty());
        check(document(4, "1999-01-01").replace("id: " + vendor, "id: nobody"))
                .body("valid", equalTo(false))
                .body("errors.code", contains("unknown-vendor", "version-order"));
        check("title: 7").body("valid", equalTo(false)).body("errors.pointer", hasItem("/title"));
        given().get("/v1/agreements/" + agreement).then().statusCode(404);
    }

    @Test
    void servesTheSchemaOfDocuments() {
        given().get("/v1/schemas/agreement-v1.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("properties.agreement.description", containsString("contract's id"));
    }

    @Test
    void topicKeepsEveryActiveVersion() throws ExecutionException, InterruptedException {
        assertThat(PUBLISHED.config("cleanup.policy")).isEqualTo("compact");
    }

    /** The example of the API description, which so is known to be right. */
    private String document(int version, String from) {
        return AgreementExamples.DOCUMENT
                .replace("agreement: bank-inhouse", "agreement: " + agreement)
                .replace("id: bank-inhouse", "id: " + vendor)
                .replace("version: 1", "version: " + version)
                .replace("effectiveFrom: 1999-01-01", "effectiveFrom: " + from);
    }

    private ValidatableResponse post(String text) {
        return send("application/yaml", text, "/v1/agreements");
    }

    private ValidatableResponse check(String text) {
        return send("application/yaml", text, "/v1/agreements/check").statusCode(200);
    }

    private ValidatableResponse send(String type, String text, String path) {
        return send(type, text.getBytes(StandardCharsets.UTF_8), path);
    }

    private ValidatableResponse send(String type, byte[] body, String path) {
        return given().contentType(type).body(body).post(path).then();
    }

    private ValidatableResponse put(int version, String text) {
        return given().contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    private ValidatableResponse put(int version, String text, String ifMatch) {
        return given().contentType("application/yaml")
                .header("If-Match", ifMatch)
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    private ValidatableResponse activate(int version) {
        return given().post("/v1/agreements/" + agreement + "/versions/" + version + "/activate")
                .then();
    }

    private ValidatableResponse version(int version, String accept) {
        return given().accept(accept)
                .get("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    private ValidatableResponse history() {
        return given().get("/v1/agreements/" + agreement).then().statusCode(200);
    }
}
