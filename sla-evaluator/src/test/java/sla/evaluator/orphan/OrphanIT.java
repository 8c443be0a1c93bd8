package sla.evaluator.orphan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.event.ControlTotals;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;

@QuarkusTest
@WithTestResource(Servers.class)
class OrphanIT {
    private static final String QUALITY =
            "/v1/performance?metric=quality-score&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z";

    @Inject
    StoredBatches batches;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    @Test
    void evaluationBeforeItsInteractionWaitsAndIsListedThenCounts() throws SQLException {
        batches.store(List.of(evaluation("q1", "va", "c1")));
        given().get("/v1/orphans")
                .then()
                .statusCode(200)
                .body("items.recordId", contains("q1"))
                .body("items[0].reason", equalTo("not-received"));
        given().get("/v1/records/judge/q1").then().body("state", equalTo("waiting"));
        given().get(QUALITY).then().body("rows[0].metrics[0].state", equalTo("not-measured"));

        batches.store(List.of(Contacts.answered("c1", "2026-03-02T10:00:00Z", 1_000)));
        given().get("/v1/orphans").then().body("items", Matchers.empty());
        given().get("/v1/records/judge/q1").then().body("state", equalTo("accepted"));
        given().get(QUALITY).then().body("rows[0].metrics[0].value", equalTo("87.500000"));
    }

    @Test
    void evaluationOfAnotherVendorsContactCountsNowhere() throws SQLException {
        batches.store(List.of(Contacts.answered("c1", "2026-03-02T10:00:00Z", 1_000), evaluation("q1", "vb", "c1")));
        given().get("/v1/orphans").then().body("items.reason", contains("other-vendor"));
        given().get(QUALITY).then().body("rows[0].metrics[0].state", equalTo("not-measured"));
    }

    @Test
    void orphansComeInPages() throws SQLException {
        batches.store(List.of(evaluation("q1", "va", "x"), evaluation("q2", "va", "y"), evaluation("q3", "va", "z")));
        String next = given().get("/v1/orphans?limit=2")
                .then()
                .body("items.recordId", contains("q1", "q2"))
                .extract()
                .path("next");
        given().get("/v1/orphans?limit=2&cursor=" + next)
                .then()
                .body("items.recordId", contains("q3"))
                .body("next", nullValue());
    }

    @Test
    void controlTotalsAreStoredAndShown() throws SQLException {
        ControlTotals totals = new ControlTotals(
                "va",
                "support",
                Instant.parse("2026-03-02T10:00:00Z"),
                Instant.parse("2026-03-02T10:15:00Z"),
                12,
                null,
                null);
        batches.store(List.of(RecordStories.record("calls", "t1", 1, totals, 1)));
        given().get("/v1/control-totals?vendor=va")
                .then()
                .statusCode(200)
                .body("items.recordId", contains("t1"))
                .body("items[0].content.interactions", equalTo(12))
                .body("items[0].from", equalTo("2026-03-02T10:00:00Z"));
        given().get("/v1/declared-measures").then().body("items", Matchers.empty());
    }

    private static AcceptedRecord evaluation(String id, String vendor, String contact) {
        return RecordStories.record(
                RecordStories.JUDGE,
                id,
                1,
                new QualityEvaluation(
                        vendor,
                        new RecordReference("calls", contact),
                        null,
                        null,
                        Instant.parse("2026-03-05T10:00:00Z"),
                        "form",
                        null,
                        new BigDecimal("87.5"),
                        null,
                        null,
                        QualityEvaluation.Status.RELEASED),
                1);
    }
}
