package sla.contract.term;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;

/** At most 8 hours a month, proposed at least 5 days before. It is 10 February 1999, 14:00 in the contract's zone. */
@ServiceIT
class MaintenanceIT {
    private String agreement;
    private String id;

    @BeforeEach
    void activateAnAgreementWithBounds() {
        agreement = Register.freshId("agreement");
        id = Register.freshId("ex");
        given().contentType("application/yaml")
                .body("""
                        agreement: %s
                        version: 1
                        title: Three months
                        buyer: {legalName: Buyer}
                        vendor: {id: %s, legalName: Vendor}
                        effectiveFrom: 1999-01-01
                        effectiveTo: 1999-03-31
                        zone: Asia/Jerusalem
                        currency: ILS
                        lots: [{id: all, title: All}]
                        kpis: [{id: asa, title: Speed, lot: all, metric: {type: average-speed-of-answer}, reportedOnly: true}]
                        rules: []
                        relief: [{id: maintenance, kind: maintenance, clause: "9.1", noticeDays: 5, mostHours: 8}]
                        """.formatted(agreement, Register.vendor()).getBytes(StandardCharsets.UTF_8))
                .post("/v1/agreements")
                .then()
                .statusCode(201);
        given().post("/v1/agreements/" + agreement + "/versions/1/activate")
                .then()
                .statusCode(200);
    }

    @Test
    void whatIsProposedTooLateIsRefused() {
        propose(id, "1999-02-15T13:59", "1999-02-15T15:00")
                .statusCode(422)
                .body("errors.code", contains("announced-late"))
                .body("errors.pointer", contains("/from"))
                .body(
                        "errors[0].message",
                        equalTo("Planned maintenance is proposed at least 5 days before it begins (maintenance, 9.1):"
                                + " for 1999-02-15T13:59 until 1999-02-10T13:59 in Asia/Jerusalem."));
        given().get("/v1/exclusions/" + id).then().statusCode(404);
        propose(id, "1999-02-15T14:00", "1999-02-15T15:00").statusCode(201);
        put(id, "client-system-down", range("1999-02-10T10:00", "1999-02-10T23:00"))
                .statusCode(409);
        put(id + "-2", "client-system-down", range("1999-02-10T10:00", "1999-02-10T23:00"))
                .statusCode(201);
    }

    @Test
    void whatIsTooLongForThePeriodIsRefused() {
        propose(id, "1999-02-16T10:00", "1999-02-16T18:01")
                .statusCode(422)
                .body("errors.code", contains("too-many-hours"))
                .body(
                        "errors[0].message",
                        equalTo("Planned maintenance takes at most 8 hours of a period (maintenance, 9.1). Of 1999-02"
                                + " 0 h 0 min are approved; with this it would be 8 h 1 min."));
        propose(id, "1999-02-16T10:00", "1999-02-16T18:00").statusCode(201);
        approve(id).statusCode(200);
        // 1 minute of February and 8 hours of March.
        propose(id + "-2", "1999-02-28T23:59", "1999-03-01T08:00")
                .statusCode(422)
                .body("errors.size()", equalTo(1))
                .body("errors[0].message", containsString("Of 1999-02 8 h 0 min are approved"));
        propose(id + "-2", "1999-03-01T00:00", "1999-03-01T08:00").statusCode(201);
        // The same minutes once more, such as for other lots.
        propose(id + "-3", "1999-02-16T11:00", "1999-02-16T12:00").statusCode(201);
        approve(id + "-3").statusCode(200);
    }

    @Test
    void proposalsThatAreTooMuchTogetherAreNotBothApproved() {
        propose(id, "1999-02-16T10:00", "1999-02-16T15:00").statusCode(201);
        propose(id + "-2", "1999-02-17T10:00", "1999-02-17T15:00").statusCode(201);
        approve(id).statusCode(200);
        approve(id + "-2")
                .statusCode(422)
                .body("errors.code", contains("too-many-hours"))
                .body(
                        "errors[0].message",
                        containsString("Of 1999-02 5 h 0 min are approved; with this it would be 10 h 0 min."));
        given().get("/v1/exclusions/" + id + "-2").then().body("status", equalTo("proposed"));
        decide(id, "revoke", "postponed").statusCode(200);
        approve(id + "-2").statusCode(200);
        approve(id + "-2").statusCode(200);
    }

    @Test
    void approvalsAtTheSameTimeAreNotTooMuchTogether() {
        List<String> ids = List.of(id, id + "-2", id + "-3", id + "-4");
        for (int i = 0; i < ids.size(); i++) {
            propose(ids.get(i), "1999-02-1" + (6 + i) + "T10:00", "1999-02-1" + (6 + i) + "T14:00")
                    .statusCode(201);
        }
        try (var threads = Executors.newFixedThreadPool(ids.size())) {
            List<CompletableFuture<Integer>> answers = ids.stream()
                    .map(each -> CompletableFuture.supplyAsync(
                            () -> approve(each).extract().statusCode(), threads))
                    .toList();
            assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 200, 422, 422);
        }
    }

    /** When a record was, the register does not know. */
    @Test
    void singleRecordsAreNoMaintenance() {
        Register.source("acd", Register.vendor(), "interaction");
        put(id, "planned-maintenance", "\"records\": [\"acd/17\"]")
                .statusCode(422)
                .body("errors.code", contains("range-needed"));
        put(id, "other", "\"records\": [\"acd/17\"]").statusCode(201);
    }

    private ValidatableResponse propose(String exclusion, String from, String to) {
        return put(exclusion, "planned-maintenance", range(from, to));
    }

    private static String range(String from, String to) {
        return "\"from\": \"" + from + ":00+02:00\", \"to\": \"" + to + ":00+02:00\"";
    }

    private ValidatableResponse put(String exclusion, String kind, String what) {
        return given().contentType("application/json")
                .body("""
                        {"agreement": "%s", "kind": "%s", "reason": "New release", "proposer": "buyer-it", %s}""".formatted(agreement, kind, what))
                .put("/v1/exclusions/" + exclusion)
                .then();
    }

    private static ValidatableResponse approve(String exclusion) {
        return decide(exclusion, "approve", "seen");
    }

    private static ValidatableResponse decide(String exclusion, String step, String note) {
        return given().contentType("application/json")
                .body("{\"by\": \"contract-management\", \"note\": \"" + note + "\"}")
                .post("/v1/exclusions/" + exclusion + "/" + step)
                .then();
    }
}
