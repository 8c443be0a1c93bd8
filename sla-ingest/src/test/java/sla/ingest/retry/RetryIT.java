package sla.ingest.retry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static sla.ingest.event.Events.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.embedded.TestServers;
import sla.ingest.event.MessageValue;
import sla.ingest.retry.RetryDeliveries.Delivery;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.event.InputPosition;
import sla.model.event.RetryEffect;
import sla.model.event.RetryOutcome;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/** Rejected messages are judged once more, and none is counted twice. */
@ServiceIT
class RetryIT {
    private static final String BULK = "/v1/retries";

    private final Broker broker = new Broker(TestServers.bootstrapServers());

    @Inject
    DataSource database;

    @Inject
    RetryDeliveries deliveries;

    @Inject
    RetryOutcomeProjection outcomes;

    /** It may not speak for vendor meridian yet; {@link Broker#register} lets it. */
    private void registerWithoutVendor(String source) throws Exception {
        broker.publish(new SourceRegistration(
                source, source, Set.of("another"), EnumSet.allOf(EventType.class), null, null, null, null, null));
        Eventually.holds(() -> assertThat(broker.topics()).contains(Topics.records(source)));
    }

    private static ObjectNode event(String source, Object... changes) {
        return call(changes).put("source", source);
    }

    private String rejected(String source, Object event) throws Exception {
        RecordMetadata sent = broker.send(source, event);
        String path = "/v1/rejections/" + sent.topic() + "/" + sent.partition() + "/" + sent.offset();
        Eventually.holds(() -> given().get(path).then().statusCode(200));
        return path;
    }

    private static JsonPath json(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse retry(String path, String id) {
        return given().queryParam("id", id).post(path).then();
    }

    private static ValidatableResponse correct(String path, String id, Object event) {
        return given().queryParam("id", id)
                .contentType("application/json")
                .body(event.toString())
                .post(path + "/retry")
                .then();
    }

    private static JsonPath eventuallyDone(String id) throws Exception {
        Eventually.holds(
                () -> assertThat(json("/v1/retries/" + id).getBoolean("done")).isTrue());
        return json("/v1/retries/" + id);
    }

    @Test
    void acceptsAMessageOnceItsSourceMaySendIt() throws Exception {
        registerWithoutVendor("mended");
        String path = rejected("mended", event("mended", "recordId", "r1"));
        assertThat(json(path).getString("state")).isEqualTo("open");

        retry(path + "/retry", "mended-too-early").statusCode(202).header("Location", containsString("/v1/retries/"));
        JsonPath early = eventuallyDone("mended-too-early");
        assertThat(early.getInt("rejected")).isEqualTo(1);
        assertThat(early.getMap("rejectedByReason")).isEqualTo(Map.of("VENDOR_NOT_ALLOWED", 1));
        broker.register("mended");
        retry(path + "/retry", "mended-now").statusCode(202);
        assertThat(eventuallyDone("mended-now").getInt("accepted")).isEqualTo(1);

        JsonPath rejection = json(path);
        assertThat(rejection.getString("state")).isEqualTo("accepted");
        assertThat(rejection.getList("retries.retry")).containsExactly("mended-too-early", "mended-now");
        assertThat(rejection.getList("retries.outcome")).containsExactly("rejected", "accepted");
        assertThat(rejection.getList("retries[0].reasons.code")).containsExactly("VENDOR_NOT_ALLOWED");
        assertThat(rejection.getString("retries[1].explanation"))
                .isEqualTo("It was accepted as record r1, revision 1. What that changes is not known yet.");
        AcceptedRecord accepted = onlyAccepted("mended");
        assertThat(accepted.retry()).isNotNull();
        assertThat(accepted.input().offset()).isEqualTo(rejection.getLong("offset"));
        assertThat(accepted.receivedAt()).isEqualTo(Instant.parse(rejection.getString("receivedAt")));
        assertThat(broker.rejected("mended")).as("no new rejection").hasSize(1);
        Eventually.holds(() -> {
            JsonPath intake = json("/v1/intake/mended");
            assertThat(intake.getInt("accepted")).isZero();
            assertThat(intake.getInt("rejected")).isEqualTo(1);
            assertThat(intake.getInt("acceptedByRetry")).isEqualTo(1);
        });

        retry(path + "/retry", "mended-now").statusCode(202).body("accepted", is(1));
        retry(path + "/retry", "mended-again").statusCode(409).body("detail", containsString("accepted"));
        correct(path, "mended-otherwise", event("mended", "recordId", "r1", "waitMillis", null))
                .statusCode(409);
        retry(BULK + "?source=mended", "mended-all").statusCode(202).body("matched", is(0));
        assertThat(broker.accepted("mended")).hasSize(1);
        assertThat(json("/v1/rejections?source=mended&state=accepted").getList("items"))
                .hasSize(1);
        assertThat(json("/v1/rejections?source=mended&state=open").getList("items"))
                .isEmpty();
    }

    private AcceptedRecord onlyAccepted(String source) throws IOException {
        List<AcceptedRecord> accepted = broker.accepted(source);
        assertThat(accepted).hasSize(1);
        return accepted.getFirst();
    }

    @Test
    void judgesACorrectionInTheMessagesStead() throws Exception {
        broker.register("corrected");
        String path = rejected("corrected", event("corrected", "recordId", "r1", "channel", "fax"));

        correct(path, "other-record", event("corrected", "recordId", "r2")).statusCode(202);
        assertThat(eventuallyDone("other-record").getMap("rejectedByReason")).isEqualTo(Map.of("INVALID_VALUE", 1));
        correct(path, "right", event("corrected", "recordId", "r1", "channel", "chat"))
                .statusCode(202);
        assertThat(eventuallyDone("right").getInt("accepted")).isEqualTo(1);

        assertThat(onlyAccepted("corrected").recordId()).isEqualTo("r1");
        JsonPath rejection = json(path);
        assertThat(rejection.getList("retries.corrected")).containsExactly(true, true);
        assertThat(rejection.getString("retries[0].reasons[0].pointer")).isEqualTo("/data/recordId");
        assertThat(rejection.getString("retries[1].revision")).isEqualTo("1");
        correct(path, "right", event("corrected", "recordId", "r1", "channel", "email"))
                .statusCode(409)
                .body("detail", containsString("another id"));
    }

    /** What could not have happened when the message came is not made true by judging it later. */
    @Test
    void judgesTimesByTheMomentTheMessageCame() throws Exception {
        broker.register("ahead");
        Instant past = Instant.now().minusSeconds(20 * 24 * 3600);
        String topic = Topics.records("ahead");
        String offeredAt = past.plusSeconds(25 * 3600).toString();
        insertRejection(
                topic,
                0,
                900_001,
                past,
                event("ahead", "offeredAt", offeredAt, "answeredAt", null, "endedAt", null, "waitMillis", 1000)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8),
                0);
        retry("/v1/rejections/" + topic + "/0/900001/retry", "ahead").statusCode(202);
        assertThat(eventuallyDone("ahead").getMap("rejectedByReason")).isEqualTo(Map.of("IN_FUTURE", 1));
    }

    @Test
    void retriesInBulkWhatMatchesTheFiltersAndSaysWhatCameOfIt() throws Exception {
        registerWithoutVendor("bulk");
        for (int i = 0; i < 30; i++) {
            broker.send(
                    "bulk",
                    i < 5 ? event("bulk", "recordId", "r" + i, "queue", null) : event("bulk", "recordId", "r" + i));
        }
        broker.send("bulk", "no json");
        Eventually.holds(() ->
                assertThat(json("/v1/rejections?source=bulk").getList("items")).hasSize(31));
        broker.register("bulk");

        retry(BULK + "?source=bulk&reason=VENDOR_NOT_ALLOWED", "bulk-1")
                .statusCode(202)
                .body("matched", is(30))
                .body("request", is("source=bulk&reason=VENDOR_NOT_ALLOWED"))
                .body("more", is(false));
        JsonPath done = eventuallyDone("bulk-1");

        assertThat(done.getInt("sent")).isEqualTo(30);
        assertThat(done.getInt("accepted")).isEqualTo(25);
        assertThat(done.getInt("rejected")).isEqualTo(5);
        assertThat(done.getMap("rejectedByReason")).isEqualTo(Map.of("MISSING_FIELD", 5));
        assertThat(done.getMap("acceptedByEffect")).isEqualTo(Map.of("unknown", 25));
        assertThat(broker.accepted("bulk")).hasSize(25).doesNotHaveDuplicates();
        assertThat(json("/v1/rejections?retry=bulk-1&limit=100").getList("items"))
                .hasSize(30);
        JsonPath counts = json("/v1/rejections/counts?source=bulk");
        assertThat(counts.getList("items.reason")).containsExactly("MISSING_FIELD", "NOT_JSON", "VENDOR_NOT_ALLOWED");
        assertThat(counts.getList("items.open")).containsExactly(5, 1, 5);
        assertThat(counts.getList("items.accepted")).containsExactly(0, 0, 25);
        retry(BULK + "?source=bulk&reason=VENDOR_NOT_ALLOWED", "bulk-1")
                .statusCode(202)
                .body("matched", is(30));
        retry(BULK + "?source=bulk", "bulk-1").statusCode(409).body("detail", containsString("bulk-1"));
        retry(BULK + "?source=bulk", "bulk-2").statusCode(202).body("matched", is(6));
        assertThat(eventuallyDone("bulk-2").getInt("rejected")).isEqualTo(6);
        assertThat(json("/v1/retries?limit=100").getList("items.id")).contains("bulk-1", "bulk-2");
        assertThat(broker.accepted("bulk")).hasSize(25);
    }

    @Test
    void retriesTheWholeOfALongMessageForAsLongAsKafkaHasIt() throws Exception {
        registerWithoutVendor("long");
        String path = rejected("long", event("long", "recordId", "long", "comment", "x".repeat(6_000)));
        broker.register("long");
        retry(path + "/retry", "long-one").statusCode(202);
        assertThat(eventuallyDone("long-one").getInt("accepted")).isEqualTo(1);
        assertThat(onlyAccepted("long").recordId()).isEqualTo("long");
    }

    @Test
    void saysThatAMessageIsNoLongerThereInFull() throws Exception {
        Instant receivedAt = Instant.now().minusSeconds(3600);
        insertRejection("source.gone.records", 0, 1, receivedAt, new byte[4096], 5_000);
        insertRejection("source.gone.records", 0, 2, receivedAt, new byte[4096], 300_000);

        retry("/v1/rejections/source.gone.records/0/1/retry", "gone-one")
                .statusCode(410)
                .body("detail", containsString("first 4096 of the message's 5000 bytes"));
        given().get("/v1/retries/gone-one").then().statusCode(404);
        retry("/v1/rejections/source.gone.records/0/2/retry", "gone-two")
                .statusCode(409)
                .body("detail", containsString("at most 262144"));
        retry(BULK + "?source=gone", "gone-all").statusCode(202).body("matched", is(1));
        assertThat(eventuallyDone("gone-all").getInt("gone")).isEqualTo(1);
        JsonPath rejection = json("/v1/rejections/source.gone.records/0/1");
        assertThat(rejection.getString("state")).isEqualTo("open");
        assertThat(rejection.getString("retries[0].explanation")).contains("Kafka has deleted");
    }

    /** A message to judge may be delivered more than once: the sender does not know whether a failed send arrived. */
    @Test
    void bindsAnAttemptToTheFirstPlaceAtWhichItIsDelivered() throws Exception {
        Instant receivedAt = Instant.now().minusSeconds(60);
        byte[] raw = event("bound", "recordId", "r1").toString().getBytes(StandardCharsets.UTF_8);
        insertRejection("source.bound.records", 0, 1, receivedAt, raw, 0);
        UUID attempt = insertAttempt("source.bound.records", 0, 1, receivedAt);
        Instant appendedAt = Instant.parse("2026-03-01T10:00:00Z");

        assertThat(deliveries.take(List.of(delivery(attempt, 5, appendedAt), delivery(attempt, 6, appendedAt))))
                .as("twice in one batch")
                .hasSize(1);
        assertThat(deliveries.take(List.of(delivery(attempt, 5, appendedAt))))
                .as("the same place, after a batch that failed")
                .hasSize(1);
        assertThat(deliveries.take(List.of(delivery(attempt, 7, appendedAt))))
                .as("another place")
                .isEmpty();
        assertThat(deliveries.take(List.of(delivery(attempt, 5, appendedAt.plusSeconds(1)))))
                .as("the same place of a topic made anew")
                .isEmpty();
        assertThat(deliveries.take(List.of(delivery(UUID.randomUUID(), 8, appendedAt))))
                .as("an attempt that nobody asked for")
                .isEmpty();
    }

    private static Delivery delivery(UUID attempt, long offset, Instant appendedAt) {
        return new Delivery(
                0, offset, appendedAt, MessageValue.of(attempt.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void judgesAnAttemptOnceHoweverOftenItIsDelivered() throws Exception {
        broker.register("delivered");
        Instant receivedAt = Instant.now().minusSeconds(60);
        byte[] raw = event("delivered", "recordId", "r1").toString().getBytes(StandardCharsets.UTF_8);
        insertRejection(Topics.records("delivered"), 0, 900_001, receivedAt, raw, 0);
        UUID attempt = insertAttempt(Topics.records("delivered"), 0, 900_001, receivedAt);
        byte[] named = attempt.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 4; i++) {
            broker.send(Topics.RETRIES, "key " + i, named);
        }
        broker.send(Topics.RETRIES, "forged", event("delivered").toString().getBytes(StandardCharsets.UTF_8));
        Eventually.holds(() -> assertThat(
                        json("/v1/rejections/source.delivered.records/0/900001").getString("state"))
                .isEqualTo("accepted"));
        broker.send(Topics.RETRIES, "late", named);
        String last = rejected("delivered", "no json");
        retry(last + "/retry", "delivered-last").statusCode(202);
        eventuallyDone("delivered-last");

        assertThat(broker.accepted("delivered")).hasSize(1);
        Eventually.holds(() -> assertThat(json("/v1/intake/delivered").getInt("acceptedByRetry"))
                .isEqualTo(1));
    }

    @Test
    void showsWhatAnAcceptedRetryChangedAndStoresTheSameOutcomesAgainWithoutChange() throws Exception {
        registerWithoutVendor("effect");
        String path = rejected("effect", event("effect", "recordId", "r1"));
        broker.register("effect");
        retry(path + "/retry", "effect").statusCode(202);
        eventuallyDone("effect");
        UUID attempt = onlyAccepted("effect").retry();
        stored(attempt, RetryEffect.NEWER_REVISION);
        // A log that is read again shows the record as a repetition of itself.
        stored(attempt, RetryEffect.SAME_CONTENT);
        store(broker.committed(Topics.RETRY_OUTCOMES).reversed());

        assertThat(json(path).getList("retries.explanation"))
                .containsExactly(
                        "It was accepted as record r1, revision 1. A newer revision was there already and goes on"
                                + " to count.");
        assertThat(json(path).getString("state")).isEqualTo("accepted");
        assertThat(json("/v1/retries/effect").getMap("acceptedByEffect")).isEqualTo(Map.of("newer-revision", 1));
    }

    private void stored(UUID attempt, RetryEffect effect) throws Exception {
        byte[] value =
                Json.MAPPER.writerFor(RetryOutcome.class).writeValueAsBytes(new RetryOutcome.Stored(attempt, effect));
        store(List.of(new ConsumerRecord<>(Topics.RETRY_OUTCOMES, 0, 0, attempt.toString(), value)));
    }

    private void store(List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        try (Connection connection = database.getConnection()) {
            outcomes.store(connection, messages);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/retries, 400, choose 1 to 100",
        "/v1/retries?id=a%20b, 400, choose 1 to 100",
        "/v1/retries?id=x&reason=BAD_WEATHER, 400, NOT_JSON",
        "/v1/retries?id=x&recordId=r1, 400, give 'source' too",
        "/v1/retries?id=x&state=open, 400, no query parameter 'state'",
        "/v1/rejections/source.nobody.records/0/1/retry?id=x, 404, No rejection",
        "/v1/rejections/source.nobody.records/a/1/retry?id=x, 404, No rejection",
        "/v1/rejections/source.nobody.records/0/1/retry, 400, choose 1 to 100"
    })
    void saysWhatIsWrongWithARequest(String path, int status, String hint) {
        given().urlEncodingEnabled(false)
                .post(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(hint));
        given().get("/v1/retries/x").then().statusCode(404);
    }

    @Test
    void refusesACorrectionThatIsTooLarge() {
        given().body(new byte[MessageValue.LARGEST + 1])
                .post("/v1/rejections/source.nobody.records/0/1/retry?id=x")
                .then()
                .statusCode(413)
                .body("detail", containsString("at most 262144"));
    }

    /** @param size 0 if all of it is there */
    private void insertRejection(String topic, int partition, long offset, Instant receivedAt, byte[] raw, int size)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into rejection (topic, partition,"
                        + " record_offset, source, received_at, codes, reasons, raw, size)"
                        + " values (?, ?, ?, ?, ?, '{}', '[]', ?, ?)")) {
            insert.setString(1, topic);
            insert.setInt(2, partition);
            insert.setLong(3, offset);
            insert.setString(4, Topics.sourceOf(topic).orElseThrow());
            insert.setObject(5, millis(receivedAt).atOffset(ZoneOffset.UTC));
            insert.setBytes(6, raw);
            insert.setInt(7, size == 0 ? raw.length : size);
            insert.executeUpdate();
        }
    }

    /** One that the sender has sent already. */
    private UUID insertAttempt(String topic, int partition, long offset, Instant receivedAt) throws SQLException {
        UUID id = UUID.randomUUID();
        InputPosition input = new InputPosition(topic, partition, offset);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("with waiting as (update rejection set state ="
                        + " 'waiting' where topic = ? and record_offset = ?) insert into retry_attempt (id, retry,"
                        + " place, requested_at, topic, partition, record_offset, received_at, source, corrected,"
                        + " sent_at) values (?, 'by-hand', 1, now(), ?, ?, ?, ?, ?, false, now())")) {
            insert.setString(1, input.topic());
            insert.setLong(2, input.offset());
            insert.setObject(3, id);
            insert.setString(4, input.topic());
            insert.setInt(5, input.partition());
            insert.setLong(6, input.offset());
            insert.setObject(7, millis(receivedAt).atOffset(ZoneOffset.UTC));
            insert.setString(8, Topics.sourceOf(topic).orElseThrow());
            insert.executeUpdate();
        }
        return id;
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
