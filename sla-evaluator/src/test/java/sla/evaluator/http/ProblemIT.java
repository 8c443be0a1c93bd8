package sla.evaluator.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.testing.Servers;

/** What goes wrong is said as the other services say it. */
@QuarkusTest
@WithTestResource(Servers.class)
class ProblemIT {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/nothing"})
    void unknownPath(String path) {
        problem(given().get(path).then(), 404, "Not Found", "There is nothing at " + path + ". /q/openapi lists");
    }

    @Test
    void wrongMethod() {
        problem(given().delete("/v1/orphans").then(), 405, "Method Not Allowed", "This method is not offered at");
    }

    @Test
    void unknownRecord() {
        problem(given().get("/v1/records/nobody/x").then(), 404, "Not Found", "No record 'x' of source 'nobody'");
    }

    @Test
    void unknownQueryParameter() {
        problem(
                given().get("/v1/orphans?sourc=a").then(),
                400,
                "Bad Request",
                "There is no query parameter 'sourc' here. Allowed are: cursor, limit, source, vendor.");
        problem(
                given().get("/v1/records/nobody/x?revision=1").then(),
                400,
                "Bad Request",
                "There is no query parameter 'revision' here. None is allowed.");
    }

    @Test
    void repeatedQueryParameter() {
        problem(
                given().get("/v1/orphans?limit=1&limit=2").then(),
                400,
                "Bad Request",
                "The query parameter 'limit' may be given once only.");
    }

    /** The text "1970-01-01T00:00:00Z", "a" and the character 0, each on a line. */
    @Test
    void characterZero() {
        given().urlEncodingEnabled(false)
                .get("/v1/records/nobody/x%00")
                .then()
                .statusCode(400)
                .body("detail", startsWith("The address holds the character 0"));
        problem(
                given().get("/v1/orphans?cursor=MTk3MC0wMS0wMVQwMDowMDowMFoKYQoA")
                        .then(),
                400,
                "Bad Request",
                "'cursor' must be the 'next' of an earlier answer");
    }

    private static void problem(ValidatableResponse answer, int status, String title, String sentence) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", equalTo(title))
                .body("detail", startsWith(sentence));
    }
}
