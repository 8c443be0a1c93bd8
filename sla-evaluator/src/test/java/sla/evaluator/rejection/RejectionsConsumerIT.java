package sla.evaluator.rejection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.stream.PolledBytes;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.PolledMessage;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.event.InputPosition;
import sla.model.event.Outcome;
import sla.model.event.Rejection;
import sla.model.event.Rejection.Reason;
import sla.model.event.RejectionCode;
import sla.model.json.Json;

@QuarkusTest
@WithTestResource(Servers.class)
class RejectionsConsumerIT {
    @Inject
    DataSource database;

    @Inject
    StoredBatches batches;

    @Test
    void keepsRejectionsFromATopicThatWasMadeAnewBesideTheOldOnesAndEachOnce() throws Exception {
        var old = rejection("1", "2026-03-01T10:00:00Z");
        var samePlace = rejection("2", "2026-03-02T10:00:00Z");
        try (Connection connection = database.getConnection()) {
            RejectionsConsumer.insert(connection, List.of(old));
            RejectionsConsumer.insert(connection, List.of(samePlace, old));
        }
        given().get("/v1/records/anew/refused").then().statusCode(200).body("rejections.revision", contains("2", "1"));
    }

    /** A value can be a telephone number: only sla-ingest, which deletes it after 30 days, has it. */
    @Test
    void showsCodeAndPlaceOfEachReasonAndWhereItsValueIs() throws Exception {
        try (Connection connection = database.getConnection()) {
            RejectionsConsumer.insert(
                    connection,
                    List.of(rejection(
                            "placed",
                            "1",
                            "2026-03-01T10:00:00Z",
                            new Reason(
                                    RejectionCode.INVALID_VALUE,
                                    "/data/channel",
                                    "fax",
                                    "channel must be one of: voice"),
                            new Reason(
                                    RejectionCode.INVALID_VALUE, "/data/line", "3rd", "line must be one of: first"))));
        }
        given().get("/v1/records/placed/refused")
                .then()
                .statusCode(200)
                .body("state", equalTo("rejected"))
                .body("rejections[0].reasons.code", contains("INVALID_VALUE", "INVALID_VALUE"))
                .body("rejections[0].reasons.pointer", contains("/data/channel", "/data/line"))
                .body("rejections[0].rejection", equalTo("/v1/rejections/source.placed.records/0/7"))
                .body(not(containsString("fax")));
    }

    /** Of three contacts refused, one was accepted later, and one was refused twice: the second time at another queue. */
    @Test
    void contactsOfWhichNothingWasAcceptedAreCountedOnceWhereTheirLastRejectionPutsThem() throws Exception {
        String range = "source=placing&from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z";
        try (Connection connection = database.getConnection()) {
            RejectionsConsumer.insert(
                    connection,
                    List.of(
                            placed(1, "accepted-later", "2026-03-01T10:20:00Z", "support"),
                            placed(2, "twice", "2026-03-01T10:20:00Z", "support"),
                            placed(3, "twice", "2026-03-01T10:25:00Z", "sales"),
                            placed(4, "once", "2026-03-01T10:20:00Z", "support"),
                            placed(5, null, "2026-03-01T10:20:00Z", "support"),
                            placed(6, null, "2026-03-01T10:20:00Z", null),
                            placed(7, "elsewhere", "2026-03-01T10:20:00Z", null),
                            placed(8, "elsewhere", "2026-03-01T10:21:00Z", null)));
        }
        given().get("/v1/completeness?" + range)
                .then()
                .statusCode(200)
                .body("rows.group.queue", contains("sales", "support"))
                .body("rows.figures.rejected", contains(1, 3))
                .body("rows.figures.completeness.state", contains("not-declared", "not-declared"))
                .body("rejectedElsewhere.source", contains("placing"))
                .body("rejectedElsewhere.messages", contains(2));
        batches.store(List.of(RecordStories.record(
                "placing",
                "accepted-later",
                2,
                Contacts.contact("support", Outcome.ANSWERED, "2026-03-01T10:00:00Z", 1_000, 1_000L),
                9)));
        given().get("/v1/completeness?" + range).then().body("rows.figures.rejected", contains(1, 2));
    }

    private static ConsumerRecord<?, PolledBytes> placed(long offset, String recordId, String receivedAt, String queue)
            throws Exception {
        Rejection rejection = new Rejection(
                "placing",
                recordId,
                "1",
                "sla.interaction.v1",
                new InputPosition(Topics.records("placing"), 0, offset),
                Instant.parse(receivedAt),
                List.of(new Reason(RejectionCode.NEGATIVE_DURATION, "/data/talkMillis", "-1", "no")),
                "e30=",
                2,
                queue == null ? null : new Rejection.Contact("va", queue, Instant.parse("2026-03-01T10:00:00Z")));
        return PolledMessage.at(
                Topics.REJECTIONS, 0, Instant.parse(receivedAt), Json.MAPPER.writeValueAsBytes(rejection));
    }

    private static ConsumerRecord<?, PolledBytes> rejection(String revision, String receivedAt) throws Exception {
        return rejection(
                "anew",
                revision,
                receivedAt,
                new Reason(RejectionCode.MISSING_FIELD, "/data/queue", null, "queue is missing"));
    }

    private static ConsumerRecord<?, PolledBytes> rejection(
            String source, String revision, String receivedAt, Reason... reasons) throws Exception {
        Rejection rejection = new Rejection(
                source,
                "refused",
                revision,
                "sla.interaction.v1",
                new InputPosition(Topics.records(source), 0, 7),
                Instant.parse(receivedAt),
                List.of(reasons),
                "e30=",
                2);
        return PolledMessage.at(
                Topics.REJECTIONS, 0, Instant.parse(receivedAt), Json.MAPPER.writeValueAsBytes(rejection));
    }
}
