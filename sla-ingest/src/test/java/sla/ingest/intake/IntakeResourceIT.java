package sla.ingest.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;
import static sla.ingest.event.Events.example;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.ingest.projection.TablePositions;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.Topics;
import sla.model.event.EventType;
import sla.runtime.topic.PartitionLogs;

@ServiceIT
class IntakeResourceIT {
    private final Broker broker = new Broker(TestServers.bootstrapServers());

    @Inject
    IntakeProjection projection;

    @Inject
    TablePositions positions;

    @Inject
    PartitionLogs logs;

    private static JsonPath intake(String source) {
        return given().get("/v1/intake/" + source)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void countsAcceptedAndRejectedByReasonWithTheNewestRecordAndTheLastMessage() throws Exception {
        broker.register("counted");
        broker.send("counted", at("2026-01-02T00:00:00Z"));
        broker.send("counted", at("2026-01-01T00:00:00Z"));
        broker.send("counted", "no json");
        RecordMetadata last = broker.send(
                "counted",
                call("channel", "fax", "line", "third", "queue", null).put("source", "counted"));

        Eventually.holds(() -> {
            JsonPath intake = intake("counted");
            assertThat(intake.getInt("accepted")).isEqualTo(2);
            assertThat(intake.getInt("rejected")).isEqualTo(2);
            assertThat(intake.getMap("rejectedByReason"))
                    .isEqualTo(Map.of("NOT_JSON", 1, "INVALID_VALUE", 1, "MISSING_FIELD", 1));
            assertThat(intake.getBoolean("registered")).isTrue();
            assertThat(intake.getString("newestRecord")).isEqualTo("2026-01-02T00:00:00Z");
            assertThat(Instant.parse(intake.getString("lastSeen"))).isEqualTo(Instant.ofEpochMilli(last.timestamp()));
        });
    }

    /** What is accepted is a message: a call, its second revision, that one again and its retraction are four. */
    @Test
    void countsMessagesByTypeAndNotContacts() throws Exception {
        broker.register("typed");
        broker.send("typed", call("revision", 1).put("source", "typed"));
        broker.send("typed", call("revision", 2).put("source", "typed"));
        broker.send("typed", call("revision", 2).put("source", "typed"));
        broker.send("typed", example(EventType.RETRACTION).put("source", "typed"));

        Eventually.holds(() -> {
            assertThat(intake("typed").getInt("accepted")).isEqualTo(4);
            assertThat(intake("typed").getMap("acceptedByType")).isEqualTo(Map.of("interaction", 3, "retraction", 1));
        });
    }

    private static Object at(String offeredAt) {
        return call("offeredAt", offeredAt, "answeredAt", null, "waitMillis", 0, "endedAt", null)
                .put("source", "counted");
    }

    @Test
    void listsRegisteredSourcesThatSentNothingAndUnregisteredOnesThatDid() throws Exception {
        broker.register("silent");
        broker.createTopic("source.stranger.records", 4, Map.of());
        broker.send("stranger", "hello");

        Eventually.holds(() -> {
            JsonPath all = given().get("/v1/intake").jsonPath();
            assertThat(all.getMap("items.find { it.source == 'silent' }"))
                    .isEqualTo(Map.of(
                            "source",
                            "silent",
                            "registered",
                            true,
                            "accepted",
                            0,
                            "rejected",
                            0,
                            "acceptedByRetry",
                            0,
                            "acceptedByType",
                            Map.of(),
                            "rejectedByReason",
                            Map.of()));
            assertThat(all.<Boolean>get("items.find { it.source == 'stranger' }.registered"))
                    .isEqualTo(false);
            assertThat(all.<Map<String, Integer>>get("items.find { it.source == 'stranger' }.rejectedByReason"))
                    .isEqualTo(Map.of("NOT_JSON", 1, "SOURCE_NOT_REGISTERED", 1));
            assertThat(all.<String>getList("items.source")).isSorted();
        });
    }

    @Test
    void knowsNoSourceThatIsNotRegisteredAndNeverSentAnything() {
        given().get("/v1/intake/nobody").then().statusCode(404).contentType("application/problem+json");
    }

    /** After a restart or a rebalance summaries come again, cut into other batches. */
    @Test
    void addsNothingTwiceHoweverSummariesComeAgain() throws Exception {
        broker.register("again");
        for (int i = 0; i < 5; i++) {
            broker.send("again", call("recordId", "r" + i).put("source", "again"));
        }
        Eventually.holds(() -> assertThat(intake("again").getInt("accepted")).isEqualTo(5));
        List<ConsumerRecord<String, byte[]>> all = broker.committed(Topics.INTAKE);
        Random random = new Random(7);

        for (int round = 0; round < 10; round++) {
            int from = random.nextInt(all.size());
            List<ConsumerRecord<String, byte[]>> some = all.subList(from, from + random.nextInt(all.size() - from) + 1);
            Map<Integer, Long> next = new HashMap<>();
            some.forEach(message -> next.put(message.partition(), message.offset() + 1));
            positions.store(projection, logs.topic(Topics.INTAKE).topicId(), some, next);
        }

        assertThat(intake("again").getInt("accepted")).isEqualTo(5);
    }
}
