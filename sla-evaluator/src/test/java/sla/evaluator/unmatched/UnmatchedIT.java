package sla.evaluator.unmatched;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;

@QuarkusTest
@WithTestResource(Servers.class)
class UnmatchedIT {
    @Inject
    StoredBatches batches;

    @Inject
    AgreementTable agreements;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    @Test
    void queueThatNoLotMatchesIsCountedAndListed() throws SQLException {
        agreements.store(agreement(1, "2026-01-01", "sales"));
        batches.store(List.of(
                contact("a", "sales", "2026-03-02T10:00:00Z"),
                contact("b", "forgotten", "2026-03-02T10:00:00Z"),
                contact("c", "forgotten", "2026-03-05T17:10:00Z")));
        given().get("/v1/unmatched")
                .then()
                .statusCode(200)
                .body("queues.queue", contains("forgotten"))
                .body("queues[0].contacts", equalTo(2))
                .body("queues[0].firstInterval", equalTo("2026-03-02T10:00:00Z"))
                .body("queues[0].lastInterval", equalTo("2026-03-05T17:00:00Z"));
        given().get("/v1/performance?metric=volume&queue=forgotten&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")
                .then()
                .body("rows[0].metrics[0].value", equalTo("2.000000"));
        given().get("/v1/unmatched?vendor=vb").then().body("queues", hasSize(0));
    }

    @Test
    void lotTakesContactsOnlyWhileItsVersionHolds() throws SQLException {
        agreements.store(agreement(1, "2026-02-01", "sales"));
        agreements.store(agreement(2, "2026-03-01", "service"));
        // Midnight in Amsterdam is 23:00 of the day before.
        batches.store(List.of(
                contact("before", "sales", "2026-01-31T22:59:59.999Z"),
                contact("in", "sales", "2026-01-31T23:00:00Z"),
                contact("last", "sales", "2026-02-28T22:59:59.999Z"),
                contact("after", "sales", "2026-02-28T23:00:00Z"),
                contact("early", "service", "2026-02-28T22:59:59.999Z"),
                contact("matched", "service", "2026-02-28T23:00:00Z")));
        for (boolean folded : new boolean[] {false, true}) {
            if (folded) {
                batches.fold();
            }
            given().get("/v1/unmatched")
                    .then()
                    .body("queues.queue", contains("sales", "service"))
                    .body("queues.contacts", contains(2, 1))
                    .body("queues[0].firstInterval", equalTo("2026-01-31T22:45:00Z"))
                    .body("queues[0].lastInterval", equalTo("2026-02-28T23:00:00Z"));
        }
    }

    @Test
    void comesInPages() throws SQLException {
        batches.store(List.of(
                contact("a", "q1", "2026-03-02T10:00:00Z"),
                contact("b", "q2", "2026-03-02T10:00:00Z"),
                contact("c", "q3", "2026-03-02T10:00:00Z")));
        String next = given().get("/v1/unmatched?limit=2")
                .then()
                .body("queues.queue", contains("q1", "q2"))
                .extract()
                .path("next");
        given().get("/v1/unmatched?limit=2&cursor=" + next)
                .then()
                .body("queues.queue", contains("q3"))
                .body("next", nullValue());
    }

    private static AcceptedRecord contact(String id, String queue, String offeredAt) {
        return Contacts.record(id, 1, Contacts.contact(queue, Outcome.ANSWERED, offeredAt, 1_000, 1_000L));
    }

    private static Agreement agreement(int version, String effectiveFrom, String queue) {
        return Contracts.read("""
                agreement: va-service
                version: VERSION
                title: One queue
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: FROM
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: one, title: One queue, where: {queue: [QUEUE]}}]
                kpis: [{id: asa, title: Speed of answer, lot: one, metric: {type: average-speed-of-answer},
                        reportedOnly: true}]
                rules: []
                """.replace("VERSION", String.valueOf(version))
                .replace("FROM", effectiveFrom)
                .replace("QUEUE", queue));
    }
}
