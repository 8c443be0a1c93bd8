package sla.evaluator.fact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.Retraction;

/** What happens to records in the real world, each as one short story; see docs/cases.md. */
@QuarkusTest
@WithTestResource(Servers.class)
class CasesIT {
    private static final String MARCH = "2026-03-02T10:00:00Z";
    private static final String APRIL = "2026-04-02T10:00:00Z";

    @Inject
    StoredBatches batches;

    @Inject
    CountsAudit audit;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    @Test
    void revisionSixDaysLaterCountsAndAnOlderOneAfterItAndARepetitionChangeNothing() throws SQLException {
        store(revision(1, MARCH, 1_000));
        store(revision(3, MARCH, 3_000));
        store(revision(2, MARCH, 2_000));
        store(revision(3, MARCH, 3_000));
        assertThat(answered("2026-03", "support")).isEqualTo("1 contacts, 3000 ms");
        states("3 effective", "2 superseded", "1 superseded");
    }

    @Test
    void revisionWithTwoContentsIsVoidInEitherOrderAndTheNextLowerOneCounts() throws SQLException {
        for (int first : new int[] {20_000, 21_000}) {
            batches.empty();
            store(revision(1, MARCH, 1_000));
            store(revision(2, MARCH, first));
            store(revision(2, MARCH, 41_000 - first));
            assertThat(answered("2026-03", "support")).isEqualTo("1 contacts, 1000 ms");
            given().get("/v1/records/calls/c1").then().body("state", equalTo("conflicting"));
            states("2 conflicting", "2 conflicting", "1 effective");
        }
    }

    @Test
    void retractionBeforeItsRecordKeepsItOut() throws SQLException {
        store(retraction(2));
        store(revision(1, MARCH, 1_000));
        assertThat(answered("2026-03", "support")).isEqualTo("0 contacts, 0 ms");
        given().get("/v1/records/calls/c1").then().body("state", equalTo("retracted"));
    }

    @Test
    void recordRevisedAfterARetractionCountsAgain() throws SQLException {
        store(revision(1, MARCH, 1_000));
        store(retraction(2));
        store(revision(3, MARCH, 3_000));
        assertThat(answered("2026-03", "support")).isEqualTo("1 contacts, 3000 ms");
    }

    @Test
    void revisionMovesAContactToAnotherMonthQueueAndVendor() throws SQLException {
        store(revision(1, MARCH, 1_000));
        store(revision(2, APRIL, 2_000));
        assertThat(answered("2026-03", "support")).isEqualTo("0 contacts, 0 ms");
        assertThat(answered("2026-04", "support")).isEqualTo("1 contacts, 2000 ms");
        store(Contacts.record("c1", 3, Contacts.contact("sales", Outcome.ANSWERED, APRIL, 3_000, 60_000L)));
        assertThat(answered("2026-04", "support")).isEqualTo("0 contacts, 0 ms");
        assertThat(answered("2026-04", "sales")).isEqualTo("1 contacts, 3000 ms");
        store(Contacts.record("c1", 4, Contacts.leg("vb", "sales", APRIL, 4_000, null, false)));
        assertThat(answered("2026-04", "sales&vendor=va")).isEqualTo("0 contacts, 0 ms");
        assertThat(answered("2026-04", "sales&vendor=vb")).isEqualTo("1 contacts, 4000 ms");
    }

    /** Offered 10:59:50, transferred to another vendor who is offered it at 11:00:05. */
    @Test
    void transferAcrossTheHourToAnotherVendorIsTwoLegsOfOneJourney() throws SQLException {
        store(
                Contacts.record("leg-1", 1, Contacts.leg("va", "front", "2026-03-02T10:59:50Z", 5_000, "j-1", true)),
                Contacts.record("leg-2", 1, Contacts.leg("vb", "back", "2026-03-02T11:00:05Z", 7_000, "j-1", false)));
        JsonPath hours = given().get("/v1/performance?metric=volume&time=hour&groupBy=vendor"
                        + "&from=2026-03-02T10:00:00Z&to=2026-03-02T12:00:00Z")
                .jsonPath();
        assertThat(hours.getList("rows.metrics.flatten().numerator", Integer.class))
                .containsExactly(1, 0, 0, 1);
        assertThat(hours.getList("rows.group.vendor", String.class)).containsExactly("va", "vb", "va", "vb");
        for (String leg : List.of("leg-1", "leg-2")) {
            given().get("/v1/records/calls/" + leg)
                    .then()
                    .body("state", equalTo("accepted"))
                    .body("revisions[0].content.journeyId", equalTo("j-1"));
        }
    }

    @Test
    void missingWrapUpIsLeftOutOfTheHandleTimeAndNeverZero() throws SQLException {
        store(Contacts.answered("without", MARCH, 1_000));
        String query = "/v1/performance?metric=average-handle-time&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z";
        given().get(query).then().body("rows[0].metrics[0].state", equalTo("not-measured"));
        given().get(query + "&parts=talk").then().body("rows[0].metrics[0].value", equalTo("60.000000"));
    }

    @Test
    void recordThatNoKpiTakesSaysSo() throws SQLException {
        store(Contacts.answered("c1", MARCH, 1_000));
        given().get("/v1/records/calls/c1")
                .then()
                .body("state", equalTo("accepted"))
                .body("explanation", containsString("no KPI of any agreement takes it"));
    }

    private void store(AcceptedRecord... records) throws SQLException {
        batches.store(List.of(records));
        batches.fold();
        assertThat(audit.differences()).isEmpty();
    }

    private static AcceptedRecord revision(long revision, String offeredAt, long waitMillis) {
        Interaction contact = Contacts.contact("support", Outcome.ANSWERED, offeredAt, waitMillis, 60_000L);
        return Contacts.record("c1", revision, contact);
    }

    private static AcceptedRecord retraction(long revision) {
        return RecordStories.record("calls", "c1", revision, new Retraction(), 1);
    }

    private static void states(String... states) {
        given().get("/v1/records/calls/c1")
                .then()
                .body("revisions.collect { it.revision + ' ' + it.state }", contains(states));
    }

    private static String answered(String month, String queue) {
        String next = month.equals("2026-03") ? "2026-04" : "2026-05";
        JsonPath answer = given().get("/v1/performance?metric=average-speed-of-answer&zone=Europe/Amsterdam&from="
                        + month + "&to=" + next + "&queue=" + queue)
                .jsonPath();
        return answer.getInt("rows[0].metrics[0].counts.answered") + " contacts, "
                + answer.getInt("rows[0].metrics[0].counts.waitAnsweredMillis") + " ms";
    }
}
