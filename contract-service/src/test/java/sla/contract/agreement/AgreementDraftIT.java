package sla.contract.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

/** Documents as drafts: kept, checked, replaced, deleted. */
@ServiceIT
class AgreementDraftIT extends AgreementRequests {
    private static final Topic PUBLISHED = new Topic(Topics.AGREEMENTS);

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
                .replace("kpi: asa-regular\n", "kpi: asa-regulr\n")
                .replace("currency: ILS", "currency: EUX")
                .replace("id: " + vendor, "id: nobody");
        post(broken)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("title", equalTo("Unprocessable Content"))
                .body("errors.pointer", hasItem("/rules/0/kpi"))
                .body("errors.pointer", hasItem("/currency"))
                .body("errors.find { it.pointer == '/rules/0/kpi' }.code", equalTo("unknown-kpi"))
                .body("errors.find { it.pointer == '/rules/0/kpi' }.about", equalTo("asa-regular"))
                .body("errors.find { it.pointer == '/currency' }.containsKey('about')", equalTo(false))
                .body("errors.find { it.pointer == '/vendor/id' }.code", equalTo("unknown-vendor"));
        given().get("/v1/agreements/" + agreement).then().statusCode(404);
    }

    @Test
    void namesErrorsOfFormContentAndRegisterInOneAnswer() {
        String broken = document(3, "1999-01-01")
                .replace("    lot: regular-service\n", "    lot: regular-service\n    source: nobody\n")
                .replace("currency: ILS", "currency: euro\ncolour: red")
                .replace("kpi: asa-regular\n", "kpi: asa-regulr\n")
                .replace("id: " + vendor, "colour: red, id: nobody");
        String[] pointers = {
            "/currency", "/colour", "/vendor/colour", "/rules/0/kpi", "/vendor/id", "/kpis/0/source", "/version"
        };
        post(broken)
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder(pointers))
                .body("errors.find { it.pointer == '/kpis/0/source' }.about", equalTo("asa-regular"));
        check(broken).body("valid", equalTo(false)).body("errors.pointer", containsInAnyOrder(pointers));
        post(document(1, "1999-01-01")).statusCode(201);
        put(1, broken.replace("version: 3", "version: 2"))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/currency",
                                "/colour",
                                "/vendor/colour",
                                "/rules/0/kpi",
                                "/vendor/id",
                                "/kpis/0/source",
                                "/version",
                                "/version"))
                .body("errors.code", hasItem("id-mismatch"));
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
    void aTagStandsForTheDocumentThatWasReadAndForNoLaterOne() {
        post(document(1, "1999-01-01")).statusCode(201);
        String json = version(1, "application/json").extract().header("ETag");
        String yaml = version(1, "application/yaml").extract().header("ETag");
        assertThat(yaml).isNotEqualTo(json);
        given().delete("/v1/agreements/" + agreement + "/versions/1").then().statusCode(204);
        post(document(1, "1999-03-01")).statusCode(201);
        for (String tag : List.of(json, yaml)) {
            given().header("If-Match", tag)
                    .post("/v1/agreements/" + agreement + "/versions/1/activate")
                    .then()
                    .statusCode(412);
        }
        given().header("If-Match", version(1, "application/yaml").extract().header("ETag"))
                .post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesASourceFromWhichNothingWouldBeMeasured() {
        String source = Register.freshId("source");
        String named = document(1, "1999-01-01")
                .replace("    lot: regular-service\n", "    lot: regular-service\n    source: " + source + "\n");
        check(named)
                .body("valid", equalTo(false))
                .body("errors.code", contains("unknown-source"))
                .body("errors.pointer", contains("/kpis/0/source"))
                .body("errors.about", contains("asa-regular"))
                .body("errors[0].message", containsString("PUT /v1/sources/" + source));
        Register.source(source, Register.vendor(), "interaction");
        post(named)
                .statusCode(422)
                .body("errors.code", contains("source-not-allowed"))
                .body("errors[0].message", containsString("may not speak for vendor '" + vendor + "'"));
        Register.source(source, vendor, "quality-evaluation");
        check(named).body("errors[0].message", containsString("of the type interaction, which source '" + source));
        check(named.replace("average-speed-of-answer", "quality-score")).body("errors", empty());
        Register.source(source, vendor, "interaction");
        check(named).body("valid", equalTo(true)).body("errors", empty());
        post(named).statusCode(201);
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
}
