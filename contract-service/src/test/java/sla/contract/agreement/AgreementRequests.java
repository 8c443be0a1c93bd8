package sla.contract.agreement;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import sla.contract.testing.Register;

/** An agreement of its own for each test, and the requests about it. */
class AgreementRequests {
    String vendor;
    String agreement;

    @BeforeEach
    void registerAVendor() {
        vendor = Register.vendor();
        agreement = Register.freshId("agreement");
    }

    /** The example of the API description, which so is known to be right, without its source. */
    String document(int version, String from) {
        return AgreementExamples.DOCUMENT
                .replace("agreement: bank-inhouse", "agreement: " + agreement)
                .replace("id: bank,", "id: " + vendor + ",")
                .replace("    source: bank\n", "")
                .replace("version: 2", "version: " + version)
                .replace("effectiveFrom: 2000-01-01", "effectiveFrom: " + from);
    }

    ValidatableResponse post(String text) {
        return send("application/yaml", text, "/v1/agreements");
    }

    ValidatableResponse check(String text) {
        return send("application/yaml", text, "/v1/agreements/check").statusCode(200);
    }

    ValidatableResponse send(String type, String text, String path) {
        return send(type, text.getBytes(StandardCharsets.UTF_8), path);
    }

    ValidatableResponse send(String type, byte[] body, String path) {
        return given().contentType(type).body(body).post(path).then();
    }

    ValidatableResponse put(int version, String text) {
        return given().contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    ValidatableResponse put(int version, String text, String ifMatch) {
        return given().contentType("application/yaml")
                .header("If-Match", ifMatch)
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    ValidatableResponse activate(int version) {
        return given().post("/v1/agreements/" + agreement + "/versions/" + version + "/activate")
                .then();
    }

    ValidatableResponse version(int version, String accept) {
        return given().accept(accept)
                .get("/v1/agreements/" + agreement + "/versions/" + version)
                .then();
    }

    ValidatableResponse history() {
        return given().get("/v1/agreements/" + agreement).then().statusCode(200);
    }
}
