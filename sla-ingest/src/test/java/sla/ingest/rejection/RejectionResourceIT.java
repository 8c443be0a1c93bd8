package sla.ingest.rejection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static sla.ingest.event.Events.call;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.embedded.TestServers;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.Topics;
import sla.model.event.InputPosition;
import sla.model.event.Rejection;
import sla.model.event.Rejection.Reason;
import sla.model.event.RejectionCode;
import sla.model.json.Json;

@ServiceIT
class RejectionResourceIT {
    private final Broker broker = new Broker(TestServers.bootstrapServers());

    @Inject
    RejectionProjection projection;

    @Inject
    DataSource database;

    private static JsonPath list(Map<String, ?> parameters) {
        return given().queryParams(parameters)
                .get("/v1/rejections")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void eventuallyListed(String source, int count) throws Exception {
        Eventually.holds(() ->
                assertThat(list(Map.of("source", source)).getList("items")).hasSize(count));
    }

    @Test
    void refusesAParameterThatItDoesNotKnow() {
        given().get("/v1/rejections?sourc=meridian")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "detail",
                        is("There is no query parameter 'sourc' here. Allowed are: cursor, from, limit, reason,"
                                + " recordId, retry, source, state, to."));
        given().get("/v1/rejections?source=a&source=b").then().statusCode(400).body("detail", containsString("once"));
        given().get("/v1/intake?source=a").then().statusCode(400).body("detail", containsString("None is allowed"));
    }

    @Test
    void refusesTheCharacter0() {
        for (String path :
                List.of("/v1/rejections?source=a%00", "/v1/rejections/a%00/0/0", "/v1/intake/%00", "/v1/schemas/%00")) {
            given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("%00"));
        }
    }

    @Test
    void answersNoPageOfAnotherMachine() {
        given().header("Origin", "https://example.com")
                .get("/v1/rejections")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("only this machine"));
        given().header("Host", "example.com").get("/v1/rejections").then().statusCode(403);
    }

    @Test
    void showsEveryReasonWithItsPlaceAndTheMessageItself() throws Exception {
        broker.register("seen");
        String event = call("recordId", "two faults", "channel", "fax", "talkMillis", -1)
                .put("source", "seen")
                .toString();
        RecordMetadata sent = broker.send("seen", event);
        eventuallyListed("seen", 1);

        JsonPath one = given().get("/v1/rejections/source.seen.records/" + sent.partition() + "/" + sent.offset())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(one.getString("source")).isEqualTo("seen");
        assertThat(one.getString("recordId")).isEqualTo("two faults");
        assertThat(one.getString("revision")).isEqualTo("1");
        assertThat(one.getString("type")).isEqualTo("sla.interaction.v1");
        assertThat(Instant.parse(one.getString("receivedAt"))).isEqualTo(Instant.ofEpochMilli(sent.timestamp()));
        assertThat(one.getList("reasons.code")).containsExactly("INVALID_VALUE", "NEGATIVE_DURATION");
        assertThat(one.getList("reasons.pointer")).containsExactly("/data/channel", "/data/talkMillis");
        assertThat(one.getList("reasons.value")).containsExactly("fax", "-1");
        assertThat(one.getInt("size")).isEqualTo(event.length());
        assertThat(new String(Base64.getDecoder().decode(one.getString("raw")), StandardCharsets.UTF_8))
                .isEqualTo(event);
    }

    @Test
    void pagesThroughAllOfThemTheNewestFirst() throws Exception {
        broker.register("paged");
        for (int i = 0; i < 25; i++) {
            broker.send("paged", "bad " + i);
        }
        eventuallyListed("paged", 25);

        List<String> raws = new ArrayList<>();
        List<String> times = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            JsonPath page = list(
                    cursor == null
                            ? Map.of("source", "paged", "limit", 10)
                            : Map.of("source", "paged", "limit", 10, "cursor", cursor));
            raws.addAll(page.getList("items.raw"));
            times.addAll(page.getList("items.receivedAt"));
            cursor = page.getString("next");
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(raws).hasSize(25).doesNotHaveDuplicates();
        assertThat(times.stream().map(Instant::parse).toList()).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void filtersBySourceReasonAndTime() throws Exception {
        broker.register("filtered");
        RecordMetadata first = broker.send("filtered", "no json");
        broker.send("filtered", call("queue", null).put("source", "filtered"));
        eventuallyListed("filtered", 2);
        String arrival = Instant.ofEpochMilli(first.timestamp()).toString();

        assertThat(list(Map.of("source", "filtered", "reason", "MISSING_FIELD")).getList("items.reasons[0].code"))
                .containsExactly("MISSING_FIELD");
        assertThat(list(Map.of("source", "filtered", "reason", "NOT_JSON", "from", arrival))
                        .getList("items"))
                .as("from is inclusive")
                .hasSize(1);
        assertThat(list(Map.of("source", "filtered", "reason", "NOT_JSON", "to", arrival))
                        .getList("items"))
                .as("to is exclusive")
                .isEmpty();
        assertThat(list(Map.of("source", "nobody")).getList("items")).isEmpty();
    }

    @Test
    void findsWhatWasRefusedOfOneRecord() throws Exception {
        broker.register("looked-up");
        for (String recordId : List.of("one", "two", "one")) {
            broker.send("looked-up", call("recordId", recordId, "queue", null).put("source", "looked-up"));
        }
        eventuallyListed("looked-up", 3);

        assertThat(list(Map.of("source", "looked-up", "recordId", "one")).getList("items.recordId"))
                .containsExactly("one", "one");
        assertThat(list(Map.of("source", "nobody", "recordId", "one")).getList("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "recordId, one, give 'source' too",
        "reason, BAD_WEATHER, NOT_JSON",
        "state, closed, 'open, waiting, accepted'",
        "from, yesterday, RFC 3339",
        "to, 2026-03-01T00:00:00, offset",
        "cursor, x, next",
        "limit, 0, 1 to 1000",
        "limit, 1001, 1 to 1000",
        "limit, ten, 1 to 1000"
    })
    void saysWhatIsWrongWithAParameter(String name, String value, String hint) {
        given().queryParam(name, value)
                .get("/v1/rejections")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(name))
                .body("detail", containsString(hint));
    }

    @ParameterizedTest
    @CsvSource({"source.seen.records/0/999999", "source.seen.records/x/y", "nowhere/-1/0"})
    void hasNoRejectionWhereNothingWasRejected(String place) {
        given().get("/v1/rejections/" + place)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404));
    }

    @Test
    void storesTheSameRejectionsAgainWithoutChange() throws Exception {
        broker.register("repeated");
        broker.send("repeated", "no json");
        eventuallyListed("repeated", 1);
        var messages = broker.committed(Topics.REJECTIONS);

        store(messages);
        store(messages.reversed());

        assertThat(list(Map.of("source", "repeated")).getList("items")).hasSize(1);
    }

    @Test
    void keepsRejectionsOfATopicThatWasMadeAnewBesideThoseOfTheOldOne() throws Exception {
        store(List.of(rejectionOf("anew", Instant.parse("2026-03-01T10:00:00Z"), "old")));
        store(List.of(rejectionOf("anew", Instant.parse("2026-03-02T10:00:00Z"), "new")));

        assertThat(list(Map.of("source", "anew")).getList("items.recordId")).containsExactly("new", "old");
        given().get("/v1/rejections/source.anew.records/0/7")
                .then()
                .statusCode(200)
                .body("recordId", is("new"));
    }

    private static ConsumerRecord<String, byte[]> rejectionOf(String source, Instant receivedAt, String recordId)
            throws IOException {
        String topic = Topics.records(source);
        Rejection rejection = new Rejection(
                source,
                recordId,
                null,
                null,
                new InputPosition(topic, 0, 7),
                receivedAt,
                List.of(new Reason(RejectionCode.MISSING_FIELD, "/data/queue", null, "queue is missing")),
                "e30=",
                2);
        return new ConsumerRecord<>(Topics.REJECTIONS, 0, 0, topic + "/0/7", Json.MAPPER.writeValueAsBytes(rejection));
    }

    private void store(List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        try (Connection connection = database.getConnection()) {
            projection.store(connection, messages);
        }
    }
}
