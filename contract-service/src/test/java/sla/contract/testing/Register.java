package sla.contract.testing;

import static io.restassured.RestAssured.given;

import java.util.concurrent.atomic.AtomicInteger;

/** Ids that no other test uses, and the shortest way to have something registered. */
public final class Register {
    private static final AtomicInteger IDS = new AtomicInteger();

    private Register() {}

    public static String freshId(String kind) {
        return kind + "-" + IDS.incrementAndGet();
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
