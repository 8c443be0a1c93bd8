package sla.evaluator.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.Servers;

/** Pages of other machines, opened in a browser on this one, get no answer. */
@QuarkusTest
@WithTestResource(Servers.class)
class ForeignPageIT {
    @Test
    void getsNoAnswer() {
        given().header("Origin", "https://example.com")
                .get("/v1/orphans")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("only this machine"));
        given().header("Host", "example.com").get("/q/metrics").then().statusCode(403);
        given().header("Origin", "http://localhost:3000")
                .get("/v1/orphans")
                .then()
                .statusCode(200);
    }
}
