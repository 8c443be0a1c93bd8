package sla.contract.vendor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;

@ServiceIT
class VendorIT {
    @Test
    void registersAVendorAndTellsWhereItIs() {
        String id = Register.freshId("vendor");
        put(id, """
                {"name": "Bank contact centre", "sourcingForm": "inhouse", "legalName": "Anonymous Bank Ltd",
                 "vatId": "IL000000018"}""").statusCode(201).header("Location", endsWith("/v1/vendors/" + id));
        given().get("/v1/vendors/" + id)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo(id))
                .body("name", equalTo("Bank contact centre"))
                .body("sourcingForm", equalTo("inhouse"))
                .body("legalName", equalTo("Anonymous Bank Ltd"))
                .body("vatId", equalTo("IL000000018"));
    }

    @Test
    void sameContentAgainKeepsTheRevision() {
        String id = Register.freshId("vendor");
        String content = "{\"name\": \"A\", \"sourcingForm\": \"nearshore\"}";
        String first = put(id, content).statusCode(201).extract().header("ETag");
        put(id, content).statusCode(200).header("ETag", equalTo(first));
        put(id, "{\"id\": \"" + id + "\", \"name\": \"A\", \"sourcingForm\": \"nearshore\"}")
                .statusCode(200)
                .header("ETag", equalTo(first));
        put(id, "{\"name\": \"B\", \"sourcingForm\": \"nearshore\"}")
                .statusCode(200)
                .header("ETag", not(equalTo(first)));
    }

    @Test
    void refusesAChangeMadeOnAnOlderState() {
        String id = Register.freshId("vendor");
        String first = put(id, "{\"name\": \"A\", \"sourcingForm\": \"offshore\"}")
                .statusCode(201)
                .extract()
                .header("ETag");
        put(id, "{\"name\": \"B\", \"sourcingForm\": \"offshore\"}", first).statusCode(200);
        put(id, "{\"name\": \"C\", \"sourcingForm\": \"offshore\"}", first)
                .statusCode(412)
                .contentType("application/problem+json")
                .body("detail", containsString("Read it again"));
        given().get("/v1/vendors/" + id).then().body("name", equalTo("B"));
    }

    @Test
    void refusesToCreateUnderIfMatch() {
        String id = Register.freshId("vendor");
        put(id, "{\"name\": \"A\", \"sourcingForm\": \"offshore\"}", "\"0\"").statusCode(412);
        put(id, "{\"name\": \"A\", \"sourcingForm\": \"offshore\"}", "*").statusCode(412);
        put(id, "{\"name\": \"A\", \"sourcingForm\": \"offshore\"}", "0").statusCode(400);
        given().get("/v1/vendors/" + id).then().statusCode(404);
    }

    @Test
    void answersNotModifiedWhileNothingChanged() {
        String id = Register.vendor();
        String tag = given().get("/v1/vendors/" + id).header("ETag");
        given().header("If-None-Match", tag).get("/v1/vendors/" + id).then().statusCode(304);
        put(id, "{\"name\": \"Other\", \"sourcingForm\": \"onshore\"}").statusCode(200);
        given().header("If-None-Match", tag)
                .get("/v1/vendors/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Other"));
    }

    @Test
    void namesEveryMissingField() {
        put(Register.freshId("vendor"), "{}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.pointer", contains("/name", "/sourcingForm"))
                .body("errors.code", contains("missing-field", "missing-field"));
    }

    @Test
    void namesTheAllowedWords() {
        put(Register.freshId("vendor"), "{\"name\": \"A\", \"sourcingForm\": \"freelance\"}")
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].pointer", equalTo("/sourcingForm"))
                .body("errors[0].message", containsString("managed-insourcing"));
    }

    @Test
    void namesAFieldThatDoesNotExist() {
        put(Register.freshId("vendor"), "{\"name\": \"A\", \"sourcingForm\": \"inhouse\", \"legalname\": \"B\"}")
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-field"))
                .body("errors[0].pointer", equalTo("/legalname"))
                .body("errors[0].message", containsString("legalName"));
    }

    @Test
    void refusesIdsThatWouldNotFitInTopicsAndFiles() {
        for (String id : List.of("Bank", "-bank", "bank_a", "a".repeat(64))) {
            put(id, "{\"name\": \"A\", \"sourcingForm\": \"inhouse\"}")
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/id"));
        }
        put("a".repeat(63), "{\"name\": \"A\", \"sourcingForm\": \"inhouse\"}").statusCode(201);
        put(Register.freshId("vendor"), "{\"id\": \"other\", \"name\": \"A\", \"sourcingForm\": \"inhouse\"}")
                .statusCode(422)
                .body("errors[0].code", equalTo("id-mismatch"));
    }

    @Test
    void listsAllVendorsPageByPageInOrder() {
        List<String> registered = List.of(Register.vendor(), Register.vendor(), Register.vendor());
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 2);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/v1/vendors").then().statusCode(200).extract();
            List<String> ids = page.path("items.id");
            Assertions.assertThat(ids).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids);
            cursor = page.path("next");
        } while (cursor != null);
        Assertions.assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(registered);
        given().get("/v1/vendors")
                .then()
                .body("items.id", hasItems(registered.toArray()))
                .body("next", nullValue());
    }

    private static ValidatableResponse put(String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/v1/vendors/" + id)
                .then();
    }

    private static ValidatableResponse put(String id, String body, String ifMatch) {
        return given().contentType("application/json")
                .header("If-Match", ifMatch)
                .body(body)
                .put("/v1/vendors/" + id)
                .then();
    }
}
