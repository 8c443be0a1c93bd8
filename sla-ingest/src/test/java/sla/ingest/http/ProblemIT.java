package sla.ingest.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.ingest.testing.ServiceIT;

/** What goes wrong is said as the other services say it. */
@ServiceIT
class ProblemIT {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/nothing"})
    void unknownPath(String path) {
        problem(given().get(path).then(), 404, "Not Found", "There is nothing at " + path + ". /q/openapi lists");
    }

    @Test
    void wrongMethod() {
        problem(given().delete("/v1/intake").then(), 405, "Method Not Allowed", "This method is not offered at");
    }

    @Test
    void repeatedQueryParameter() {
        problem(
                given().get("/v1/rejections?source=a&source=b").then(),
                400,
                "Bad Request",
                "The query parameter 'source' may be given once only.");
    }

    @Test
    void queryParameterWithoutAValue() {
        problem(
                given().get("/v1/rejections?source=").then(),
                400,
                "Bad Request",
                "The query parameter 'source' has no value: give one, or leave it out.");
    }

    private static void problem(ValidatableResponse answer, int status, String title, String sentence) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", equalTo(title))
                .body("detail", startsWith(sentence));
    }
}
