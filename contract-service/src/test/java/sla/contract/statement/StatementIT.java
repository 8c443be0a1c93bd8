package sla.contract.statement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

@ServiceIT
class StatementIT {
    private static final Topic TOPIC = new Topic(Topics.EVALUATIONS);

    private String vendor;
    private String agreement;
    private String source;

    @BeforeEach
    void agreeAndEvaluate() {
        vendor = Register.vendor();
        agreement = Register.freshId("stated");
        source = Register.freshId("source");
        given().contentType("application/json")
                .body("""
                        {"title": "=Platform", "vendors": ["%s"], "types": ["interaction"],
                         "clockResolution": "PT1S"}""".formatted(vendor))
                .put("/v1/sources/" + source)
                .then()
                .statusCode(201);
        given().contentType("application/yaml")
                .body(document().getBytes(StandardCharsets.UTF_8))
                .post("/v1/agreements")
                .then()
                .statusCode(201);
        given().post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(200);
        evaluate(agreement, "1999-01");
    }

    private String document() {
        return """
                agreement: %s
                version: 1
                title: "+Voice, first line"
                buyer: {legalName: Anonymous Bank Ltd, vatId: IL1}
                vendor: {id: %s, legalName: Contact Centre Unit, vatId: IL2}
                effectiveFrom: 1999-01-01
                zone: Asia/Jerusalem
                currency: EUR
                purchaseOrder: PO-77
                taxTreatment: outside the scope of VAT
                lots: [{id: voice, title: All calls}]
                kpis:
                  - {id: asa, title: Answer time, lot: voice, metric: {type: average-speed-of-answer}, reportedOnly: true}
                """.formatted(agreement, vendor);
    }

    /** Nothing to list is an answer; a name that nobody has is a slip. */
    @Test
    void listsSayThatThereIsNoSuchVendorOrAgreement() {
        String none = Register.vendor();
        for (String list : List.of("statements", "penalties", "alerts", "differences", "claims/open")) {
            noSuch("/v1/" + list + "?vendor=nosuch", "There is no vendor 'nosuch'. GET /v1/vendors lists them.");
            noSuch(
                    "/v1/" + list + "?agreement=nosuch",
                    "There is no agreement 'nosuch'. GET /v1/agreements lists them.");
            nothing("/v1/" + list + "?vendor=" + none);
            nothing("/v1/" + list + "?agreement=" + agreement + "&vendor=" + none);
        }
        for (String list : List.of("claims", "exclusions")) {
            noSuch(
                    "/v1/" + list + "?agreement=nosuch",
                    "There is no agreement 'nosuch'. GET /v1/agreements lists them.");
            nothing("/v1/" + list + "?agreement=" + agreement);
        }
        noSuch("/v1/agreements?vendor=nosuch", "There is no vendor 'nosuch'. GET /v1/vendors lists them.");
        nothing("/v1/agreements?vendor=" + none);
    }

    private static void noSuch(String list, String detail) {
        given().get(list).then().statusCode(404).body("detail", equalTo(detail));
    }

    private static void nothing(String list) {
        given().get(list).then().statusCode(200).body("items.size()", equalTo(0));
    }

    @Test
    void tellsAllThatAnAuditorAsks() {
        given().get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(agreement + ":1999-01"))
                .body("status", equalTo("draft"))
                .body("live", equalTo(false))
                .body("agreement", equalTo(agreement))
                .body("version", equalTo(1))
                .body("title", equalTo("+Voice, first line"))
                .body("buyer.legalName", equalTo("Anonymous Bank Ltd"))
                .body("buyer.vatId", equalTo("IL1"))
                .body("vendor.id", equalTo(vendor))
                .body("vendor.legalName", equalTo("Contact Centre Unit"))
                .body("vendor.vatId", equalTo("IL2"))
                .body("purchaseOrder", equalTo("PO-77"))
                .body("taxTreatment", equalTo("outside the scope of VAT"))
                .body("period.label", equalTo("1999-01"))
                .body("period.zone", equalTo("Asia/Jerusalem"))
                .body("period.startInclusive", equalTo("1998-12-31T22:00:00Z"))
                .body("period.endExclusive", equalTo("1999-01-31T22:00:00Z"))
                .body("sources.id", contains(source))
                .body("sources[0].clockResolution", equalTo("PT1S"))
                .body("sources[0].completeness.state", equalTo("not-declared"))
                .body("completeness.state", equalTo("declared"))
                .body("completeness.percent", equalTo("75.000000"))
                .body("kpis.kpi", contains("asa", "service-level"))
                .body("kpis[0].formula", equalTo("waits of answered / answered"))
                .body("kpis[0].counts.waitAnsweredMillis", equalTo(4_700_000))
                .body("kpis[0].exact", equalTo("47"))
                .body("kpis[0].value", equalTo("47"))
                .body("kpis[0].unit", equalTo("seconds"))
                .body("kpis[0].target", equalTo("at most 30 s"))
                .body("kpis[0].targetState", equalTo("missed"))
                .body("lines[0].exactAmount", equalTo("-8500"))
                .body("lines[0].computation", equalTo("17 × -500.00 = -8500.00"))
                .body("lines[0].amount.amount", equalTo("-8500.00"))
                .body("bonus.amount", equalTo("2500.00"))
                .body("malus.amount", equalTo("-8500.00"))
                .body("notes", empty());
    }

    @Test
    void isATableForSpreadsheetsWithNothingToRun() {
        String byAccept = given().accept("text/csv")
                .get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + agreement + "_1999-01.csv\"")
                .header("Vary", equalTo("Accept"))
                .extract()
                .asString();
        String byFormat = given().queryParam("format", "csv")
                .get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(byFormat).isEqualTo(byAccept);
        assertThat(byAccept.split("\r\n"))
                .contains(
                        "statement,title,,,,,,,,\"'+Voice, first line\",,,,,,,,,,,,,,",
                        "source," + source + ",,,'=Platform,,,,seconds,1,,,,,,,,,,,,,,",
                        "total,malus,,,,,,,,,,,,,,,,,,,-8500.00,EUR,,",
                        "total,bonus,,,,,,,,,,,,,,,,,,,2500.00,EUR,,");
        given().accept("text/csv")
                .queryParam("format", "json")
                .get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    @Test
    void answersNotModifiedWhileNothingChanged() {
        String path = "/v1/statements/" + agreement + ":1999-01";
        String json = given().get(path).header("ETag");
        String csv = given().accept("text/csv").get(path).header("ETag");
        assertThat(csv).isNotEqualTo(json);
        given().header("If-None-Match", json).get(path).then().statusCode(304);
        given().header("If-None-Match", csv).accept("text/csv").get(path).then().statusCode(304);
        given().header("If-None-Match", json)
                .accept("text/csv")
                .get(path)
                .then()
                .statusCode(200);
    }

    @Test
    void listsStatementsNewestFirst() {
        evaluate(agreement, "1999-02");
        evaluate("b-" + agreement, "1999-02");
        list("vendor", vendor)
                .body(
                        "items.id",
                        contains("b-" + agreement + ":1999-02", agreement + ":1999-02", agreement + ":1999-01"))
                .body("items.live", contains(true, true, false))
                .body("items.period", contains("1999-02", "1999-02", "1999-01"))
                .body("items[2].malus.amount", equalTo("-8500.00"))
                .body("items[2].bonus.amount", equalTo("2500.00"))
                .body("items[2].status", equalTo("draft"));
        list("agreement", agreement).body("items.id", contains(agreement + ":1999-02", agreement + ":1999-01"));
        list("period", "1999-01", "vendor", vendor).body("items.id", contains(agreement + ":1999-01"));
        String next = list("vendor", vendor, "limit", "2").extract().path("next");
        list("vendor", vendor, "limit", "2", "cursor", next)
                .body("items.id", contains(agreement + ":1999-01"))
                .body("next", nullValue());
    }

    @Test
    void listsWhatIsChargedBesideTheLedgers() {
        String other = "c-" + agreement;
        TOPIC.send(other, EvaluationFixture.of(other, vendor, "1999-01").charging(1, "1020.00"));
        Eventually.holds(() -> assertThat(Database.texts("select period from evaluation where agreement = ?", other))
                .hasSize(1));
        list("agreement", other)
                .body("items[0].charged.amount", equalTo("1020.00"))
                .body("items[0].malus.amount", equalTo("-8500.00"));
        list("agreement", agreement).body("items[0].charged", nullValue());
    }

    @Test
    void saysHowAnIdLooksIfThereIsNone() {
        for (String id : List.of("nothing:1999-01", agreement, "1999-01")) {
            given().get("/v1/statements/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("detail", containsString("such as bank-inhouse:1999-01"));
        }
        for (String id : List.of(agreement + ":1999-12", agreement + ":1999")) {
            given().get("/v1/statements/" + id)
                    .then()
                    .statusCode(404)
                    .body("detail", containsString("called after their first day. The last ones of '" + agreement))
                    .body("detail", containsString(agreement + ":1999-0"));
        }
        given().get("/v1/statements/" + agreement + ":1999-03")
                .then()
                .body(
                        "detail",
                        startsWith("There is no statement '" + agreement
                                + ":1999-03' yet: 1999-03-01 has not begun in Asia/Jerusalem. Periods that are"));
        given().get("/v1/statements/" + agreement + ":1998-12")
                .then()
                .body("detail", startsWith("There is no statement '" + agreement + ":1998-12'. Periods that are"));
        given().queryParam("format", "pdf")
                .get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .statusCode(400)
                .body("detail", equalTo("'format' must be json or csv."));
    }

    private static ValidatableResponse list(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/statements").then().statusCode(200);
    }

    private void evaluate(String ofAgreement, String month) {
        EvaluationFixture fixture = EvaluationFixture.of(ofAgreement, vendor, month);
        TOPIC.send(ofAgreement, fixture.json(1));
        Eventually.holds(() -> assertThat(Database.texts(
                        "select period from evaluation where agreement = ? and period = ?", ofAgreement, month))
                .hasSize(1));
    }
}
