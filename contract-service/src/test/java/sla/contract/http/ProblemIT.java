package sla.contract.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.contract.testing.ServiceIT;

/** Whatever goes wrong, the answer is problem+json with a sentence that helps. */
@ServiceIT
class ProblemIT {
    private static final int MEGABYTE = 1024 * 1024;

    @TestHTTPResource("/")
    URI service;

    @Test
    void unknownPath() {
        for (String path : new String[] {"/", "/v1", "/v1/nothing"}) {
            problem(given().get(path).then(), 404, "There is nothing at " + path + ". /q/openapi lists");
        }
        problem(given().get("/v1/agreements/a/versions/one").then(), 404, "/q/openapi lists what there is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendors", "sources", "agreements"})
    void unknownId(String what) {
        problem(given().get("/v1/" + what + "/nobody").then(), 404, "GET /v1/" + what + " lists them");
    }

    @Test
    void unknownVersion() {
        for (String version : new String[] {"1", "99999999"}) {
            problem(
                    given().get("/v1/agreements/nobody/versions/" + version).then(),
                    404,
                    "There is no version " + version + " of agreement 'nobody'");
        }
    }

    /** A page in a browser on this machine can send such a form; and a name of its owner's can point here. */
    @Test
    void requestOfAForeignPage() {
        String activate = "/v1/agreements/a/versions/1/activate";
        problem(given().header("Origin", "https://example.com").post(activate).then(), 403, "only this machine");
        problem(given().header("Origin", "null").post(activate).then(), 403, "only this machine");
        problem(given().header("Host", "example.com:8080").get("/v1/vendors").then(), 403, "only this machine");
        given().header("Origin", "http://localhost:3000").post(activate).then().statusCode(404);
    }

    @Test
    void wrongMethod() {
        problem(given().delete("/v1/vendors/a").then(), 405, "not offered");
    }

    @Test
    void wrongMediaType() {
        problem(
                given().contentType("text/plain").body("x").put("/v1/vendors/a").then(),
                415,
                "Set Content-Type to application/json.");
        problem(
                given().contentType("text/plain")
                        .body("x")
                        .post("/v1/agreements")
                        .then(),
                415,
                "Set Content-Type to application/yaml or application/json.");
    }

    @Test
    void unacceptableMediaType() {
        problem(given().accept("image/png").get("/v1/vendors").then(), 406, "Accept");
    }

    @Test
    void malformedJson() {
        problem(put("{\"name\": \"A\",, }"), 400, "line 1, column 14");
        problem(put("{\"name\": \"A\"} {}"), 400, "not JSON");
        problem(put("{\"name\": \"A\", \"name\": \"B\"}"), 400, "Duplicate");
        problem(put("[]"), 400, "one JSON object");
        problem(put(""), 400, "one JSON object");
        problem(put("\"" + "[".repeat(10) + "\""), 400, "one JSON object");
        problem(put("{\"name\":" + "[".repeat(5000)), 400, "not JSON");
    }

    @Test
    void brokenUtf8() {
        ValidatableResponse answer = given().contentType("application/json")
                .body(new byte[] {'{', (byte) 0xff, '}'})
                .put("/v1/vendors/a")
                .then();
        problem(answer, 400, "not UTF-8");
    }

    @Test
    void unknownQueryParameter() {
        problem(given().queryParam("limt", 1).get("/v1/vendors").then(), 400, "Allowed are: cursor, limit.");
        problem(given().queryParam("x", 1).get("/v1/vendors/a").then(), 400, "None is allowed.");
        problem(
                given().queryParam("vendor", "a")
                        .get("/v1/statements/a:1999-01")
                        .then(),
                400,
                "Allowed are: format.");
    }

    @Test
    void characterZeroAnywhereInTheAddress() throws IOException, InterruptedException {
        for (String path : new String[] {"v1/vendors/a%00", "v1/penalties?vendor=%00", "v1/statements/a:%00"}) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(service.resolve(path)));
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        given().contentType("application/json")
                .body("{\"name\": \"a\\u0000\", \"sourcingForm\": \"inhouse\"}")
                .put("/v1/vendors/zero")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/name"));
    }

    @Test
    void bodyOverOneMegabyte() throws IOException, InterruptedException {
        byte[] tooLarge = new byte[MEGABYTE + 1];
        byte[] farTooLarge = new byte[32 * MEGABYTE];
        HttpRequest.Builder put =
                HttpRequest.newBuilder(service.resolve("v1/vendors/large")).header("Content-Type", "application/json");
        tooLarge(send(put.PUT(BodyPublishers.ofByteArray(tooLarge))));
        tooLarge(send(put.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)))));
        tooLarge(send(put.PUT(BodyPublishers.ofByteArray(farTooLarge))));
        tooLarge(send(put.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(farTooLarge)))));
        // Exactly the limit is read, and then is not JSON.
        assertThat(send(put.PUT(BodyPublishers.ofByteArray(new byte[MEGABYTE]))).statusCode())
                .isEqualTo(400);
        assertThat(send(put.PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MEGABYTE]))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void describesItselfWithExamples() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/v1/penalties'.get.summary", notNullValue())
                .body(
                        "components.schemas.StatementPeriod.properties.zone.'$ref'",
                        equalTo("#/components/schemas/ZoneId"))
                .body("components.schemas.ZoneId.type", equalTo("string"))
                .body("components.schemas.Ratio.type", equalTo("string"))
                .body("paths.'/v1/vendors/{id}'.put.requestBody.content.'application/json'.example", notNullValue());
    }

    private static void tooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("limit of 1048576 bytes");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static ValidatableResponse put(String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/v1/vendors/a")
                .then();
    }

    private static void problem(ValidatableResponse answer, int status, String sentence) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", containsString(sentence));
    }
}
