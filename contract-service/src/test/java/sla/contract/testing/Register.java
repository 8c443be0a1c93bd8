package sla.contract.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.lessThan;

import java.util.concurrent.atomic.AtomicInteger;

/** Ids that no other test uses, and the shortest way to have something registered. */
public final class Register {
    private static final AtomicInteger IDS = new AtomicInteger();

    private Register() {}

    public static String freshId(String kind) {
        return kind + "-" + IDS.incrementAndGet();
    }

    /** Registers a source, or changes it. */
    public static void source(String id, String vendor, String type) {
        source(id, vendor, type, "PT1S");
    }

    /** One whose clock has such steps. */
    public static void source(String id, String vendor, String type, String clockResolution) {
        given().contentType("application/json")
                .body(
                        "{\"title\": \"Source %s\", \"vendors\": [\"%s\"], \"types\": [\"%s\"], \"clockResolution\": \"%s\"}"
                                .formatted(id, vendor, type, clockResolution))
                .put("/v1/sources/" + id)
                .then()
                .statusCode(lessThan(300));
    }

    /** Registers a vendor under a fresh id. */
    public static String vendor() {
        String id = freshId("vendor");
        given().contentType("application/json")
                .body("{\"name\": \"Vendor %s\", \"sourcingForm\": \"onshore\"}".formatted(id))
                .put("/v1/vendors/" + id)
                .then()
                .statusCode(201);
        return id;
    }
}
