package sla.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import sla.local.retry.RetryCommand;
import sla.local.run.RestClient;
import sla.local.run.RunningSystem;
import sla.local.state.Installation;

/** What a vendor sees that has a plain Kafka client and an HTTP client. */
class VendorStoryIT {
    private static final String MONTH = "from=2024-03&to=2024-04";
    private static final String AGREEMENT = """
            agreement: north-service
            version: 1
            title: Service line
            buyer: { legalName: Buyer B.V. }
            vendor: { id: north, legalName: North B.V. }
            effectiveFrom: 2024-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots:
              - { id: voice, title: Telephone, where: { channel: [voice] } }
            kpis:
              - id: asa
                title: Average speed of answer
                lot: voice
                metric: { type: average-speed-of-answer }
                target: { atMost: 30 }
              - id: abandonment
                title: Abandonment
                lot: voice
                metric: { type: abandonment-rate }
                reportedOnly: true
            rules:
              - id: asa-slope
                shape: linear
                kpi: asa
                below: { edge: 15, amount: 500 }
                above: { edge: 30, amount: -500 }
            """;

    @TempDir
    static Path folder;

    private static RunningSystem system;
    private static PlainProducer producer;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(folder);
        producer = new PlainProducer(system.kafka());
    }

    @AfterAll
    static void stop() {
        if (producer != null) {
            producer.close();
        }
        if (system != null) {
            system.close();
        }
    }

    /** (40 − 30) × −500, then (47 − 30) × −500, then the first again, (32 − 30) × −500, nothing, (15 − 14) × 500. */
    @Test
    void showsWhatBecomesOfACallFromItsFirstRevisionToItsRetraction() throws Exception {
        system.registerVendor("north");
        system.registerSource("north-acd", "north", "interaction");
        system.contractService().activate("north-service", 1, AGREEMENT);
        system.await(
                "the evaluator knows the agreement",
                () -> system.evaluator()
                                .get("/v1/performance?agreement=north-service&" + MONTH)
                                .status()
                        == 200);

        long acknowledged = push(call(1, 40));
        awaitPenalty("-5000.00");
        System.out.printf(
                "%d ms from the acknowledged push to the changed penalty%n",
                Duration.ofNanos(System.nanoTime() - acknowledged).toMillis());
        JsonNode record = awaitRecord("accepted", 1);
        assertThat(countedIn(record))
                .containsExactlyInAnyOrder(
                        "north-service 1 2024-03 asa voice 40000/1", "north-service 1 2024-03 abandonment voice 0/1");
        assertThat(performance()).isEqualTo(List.of(1L, 40_000L));

        push(call(2, 47));
        record = awaitRecord("accepted", 2);
        assertThat(revisions(record)).containsExactly("2 effective", "1 superseded");
        assertThat(performance()).isEqualTo(List.of(1L, 47_000L));
        awaitPenalty("-8500.00");

        push(call(2, 47));
        system.await("the duplicate is accepted", () -> accepted() == 3);
        push(call(2, 50));
        record = awaitRecord("conflicting", 3);
        assertThat(revisions(record)).containsExactly("2 conflicting", "2 conflicting", "1 effective");
        assertThat(performance()).isEqualTo(List.of(1L, 40_000L));
        awaitPenalty("-5000.00");

        push(call(3, 32));
        record = awaitRecord("accepted", 4);
        assertThat(revisions(record)).containsExactly("3 effective", "2 conflicting", "2 conflicting", "1 superseded");
        assertThat(performance()).isEqualTo(List.of(1L, 32_000L));
        awaitPenalty("-1000.00");

        push("""
                {"specversion": "1.0", "id": "r", "source": "north-acd", "type": "sla.retraction.v1",
                 "data": {"recordId": "call-1", "revision": 4}}""");
        record = awaitRecord("retracted", 5);
        assertThat(revisions(record)).first().isEqualTo("4 effective");
        assertThat(record.path("counts")).isEmpty();
        assertThat(performance()).isEqualTo(List.of(0L, 0L));
        awaitPenalty("0.00");

        push(call(5, 14));
        awaitRecord("accepted", 6);
        assertThat(performance()).isEqualTo(List.of(1L, 14_000L));
        awaitPenalty("500.00");
        assertThat(accepted()).isEqualTo(7);
        assertThat(system.ingest().read("/v1/rejections?source=north-acd").path("items"))
                .isEmpty();
    }

    @Test
    void namesEveryReasonOfABadRecordAndTakesTheGoodOneBehindIt() throws Exception {
        system.registerVendor("south");
        system.registerSource("south-acd", "south", "interaction");
        RecordMetadata bad = producer.send("source.south-acd.records", """
                {"specversion": "1.0", "id": "1", "source": "south-acd", "type": "sla.interaction.v1",
                 "data": {"recordId": "bad-1", "revision": 1, "vendor": "north", "channel": "fax",
                          "direction": "inbound", "outcome": "answered", "offeredAt": "2024-03-05T10:00:00Z",
                          "waitMillis": "soon", "talkMillis": -5}}""");
        RecordMetadata noJson = producer.send("source.south-acd.records", "hello");
        RecordMetadata wrongType = producer.send("source.south-acd.records", """
                {"specversion": "1.0", "id": "2", "source": "south-acd", "type": "sla.survey-answer.v1",
                 "data": {"recordId": "bad-2", "revision": 1, "vendor": "south", "queue": "service",
                          "channel": "voice", "respondedAt": "2024-03-05T10:00:00Z", "nps": 9}}""");
        producer.send("source.south-acd.records", interaction("south-acd", "south", "good-1", 1, 10));

        assertThat(reasons(awaitRejection(bad)))
                .containsExactlyInAnyOrder(
                        "VENDOR_NOT_ALLOWED /data/vendor",
                        "INVALID_VALUE /data/channel",
                        "MISSING_FIELD /data/queue",
                        "WRONG_TYPE /data/waitMillis",
                        "NEGATIVE_DURATION /data/talkMillis");
        assertThat(reasons(awaitRejection(noJson))).containsExactly("NOT_JSON ");
        assertThat(reasons(awaitRejection(wrongType))).containsExactly("TYPE_NOT_ALLOWED /type");
        assertThat(system.ingest().read("/v1/rejections?source=south-acd").path("items"))
                .hasSize(3);
        assertThat(system.ingest()
                        .read("/v1/rejections?source=south-acd&reason=NOT_JSON")
                        .path("items"))
                .hasSize(1);

        awaitState("south-acd", "good-1", "accepted");
        awaitState("south-acd", "bad-1", "rejected");
        JsonNode intake = system.ingest().read("/v1/intake/south-acd");
        assertThat(intake.path("accepted").longValue()).isEqualTo(1);
        assertThat(intake.path("rejected").longValue()).isEqualTo(3);
        assertThat(intake.path("rejectedByReason").path("MISSING_FIELD").longValue())
                .isEqualTo(1);
    }

    @Test
    void rejectsWhatCameBeforeTheRegistrationAndTakesItAfterwards() throws Exception {
        String call = interaction("east-acd", "east", "early-1", 1, 10);
        assertThatThrownBy(() -> producer.send("source.east-acd.records", call))
                .as("no topic before the registration")
                .hasMessageContaining("source.east-acd.records");

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.kafka()))) {
            admin.createTopics(List.of(new NewTopic("source.east-acd.records", 4, (short) 1)))
                    .all()
                    .get();
        }
        RecordMetadata early = producer.send("source.east-acd.records", call);
        RecordMetadata mended = producer.send("source.east-acd.records", east("early-2", 10));
        RecordMetadata forgotten = producer.send("source.east-acd.records", east("early-3", 10));
        assertThat(reasons(awaitRejection(early))).hasSize(1).first().asString().startsWith("SOURCE_NOT_REGISTERED");
        assertThat(system.ingest()
                        .read("/v1/intake/east-acd")
                        .path("registered")
                        .booleanValue())
                .isFalse();

        system.registerVendor("east");
        system.registerSource("east-acd", "east", "interaction");
        producer.send("source.east-acd.records", call);
        producer.send("source.east-acd.records", east("early-2", 20));
        awaitState("east-acd", "early-1", "accepted");
        awaitState("east-acd", "early-2", "accepted");

        assertThat(retryAll("east-acd")).isZero();
        awaitState("east-acd", "early-3", "accepted");
        awaitEffect(early, "same-content");
        awaitEffect(mended, "other-content");
        awaitEffect(forgotten, "counts");
        assertThat(revisions(system.evaluator().read("/v1/records/east-acd/early-2")))
                .containsExactly("1 effective");
        JsonNode counts = system.evaluator()
                .read("/v1/performance?source=east-acd&metric=average-speed-of-answer&zone=UTC&" + MONTH)
                .path("rows")
                .path(0)
                .path("metrics")
                .path(0)
                .path("counts");
        assertThat(counts.path("answered").longValue()).isEqualTo(3);
        assertThat(counts.path("waitAnsweredMillis").longValue()).isEqualTo(10_000 + 20_000 + 10_000);
        JsonNode intake = system.ingest().read("/v1/intake/east-acd");
        assertThat(intake.path("accepted").longValue()).isEqualTo(2);
        assertThat(intake.path("rejected").longValue()).isEqualTo(3);
        assertThat(intake.path("acceptedByRetry").longValue()).isEqualTo(3);
    }

    private static String east(String recordId, int waitSeconds) {
        return interaction("east-acd", "east", recordId, 1, waitSeconds);
    }

    private static int retryAll(String source) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return new CommandLine(new RetryCommand(new Installation(folder, folder), out))
                .execute("--source=" + source, "--ingest=" + system.ingest().baseUrl());
    }

    private static void awaitEffect(RecordMetadata sent, String effect) {
        system.await(
                effect,
                () -> awaitRejection(sent)
                        .path("retries")
                        .path(0)
                        .path("effect")
                        .asText()
                        .equals(effect));
    }

    /** Returns the moment of the acknowledgement. */
    private static long push(String event) throws Exception {
        producer.send("source.north-acd.records", event);
        return System.nanoTime();
    }

    private static String call(int revision, int waitSeconds) {
        return interaction("north-acd", "north", "call-1", revision, waitSeconds);
    }

    private static String interaction(String source, String vendor, String recordId, int revision, int waitSeconds) {
        return """
                {"specversion": "1.0", "id": "%3$s/%4$d", "source": "%1$s", "type": "sla.interaction.v1",
                 "data": {"recordId": "%3$s", "revision": %4$d, "vendor": "%2$s", "channel": "voice",
                          "direction": "inbound", "queue": "service", "outcome": "answered",
                          "offeredAt": "2024-03-05T10:00:00Z", "waitMillis": %5$d}}""".formatted(source, vendor, recordId, revision, waitSeconds * 1000);
    }

    private static long accepted() {
        return system.ingest().read("/v1/intake/north-acd").path("accepted").longValue();
    }

    /** Waits for a state of the story's call and the number of contents it came with. */
    private static JsonNode awaitRecord(String state, int contents) {
        system.await("call-1 is " + state, () -> {
            RestClient.Answer answer = system.evaluator().get("/v1/records/north-acd/call-1");
            return answer.status() == 200
                    && answer.json().path("state").textValue().equals(state)
                    && answer.json().path("revisions").size() == contents;
        });
        return system.evaluator().read("/v1/records/north-acd/call-1");
    }

    private static void awaitState(String source, String recordId, String state) {
        system.await(recordId + " is " + state, () -> {
            RestClient.Answer answer = system.evaluator().get("/v1/records/" + source + "/" + recordId);
            return answer.status() == 200
                    && answer.json().path("state").textValue().equals(state);
        });
    }

    private static void awaitPenalty(String amount) {
        system.await("a penalty of " + amount, () -> {
            JsonNode items = system.contractService()
                    .read("/v1/penalties?agreement=north-service&period=2024-03")
                    .path("items");
            return items.size() == 1
                    && items.get(0).path("amount").path("amount").textValue().equals(amount);
        });
    }

    private static JsonNode awaitRejection(RecordMetadata sent) {
        String path = "/v1/rejections/" + sent.topic() + "/" + sent.partition() + "/" + sent.offset();
        system.await("a rejection", () -> system.ingest().get(path).status() == 200);
        return system.ingest().read(path);
    }

    private static List<String> reasons(JsonNode rejection) {
        return texts(rejection.path("reasons"), "code", "pointer");
    }

    private static List<String> revisions(JsonNode record) {
        return texts(record.path("revisions"), "revision", "state");
    }

    private static List<String> countedIn(JsonNode record) {
        List<String> counted = texts(record.path("counts"), "agreement", "version", "period", "kpi", "lot");
        List<String> amounts = StreamSupport.stream(record.path("counts").spliterator(), false)
                .map(count -> " " + count.path("numerator").asText() + "/"
                        + count.path("denominator").asText())
                .toList();
        List<String> both = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            both.add(counted.get(i) + amounts.get(i));
        }
        return both;
    }

    /** The fields of each item with blanks between them. */
    private static List<String> texts(JsonNode items, String... fields) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> String.join(
                        " ",
                        java.util.Arrays.stream(fields)
                                .map(field -> item.path(field).asText())
                                .toList()))
                .toList();
    }

    /** Answered contacts and the sum of their waits, as the counts stand now. */
    private static List<Long> performance() {
        JsonNode counts = system.evaluator()
                .read("/v1/performance?agreement=north-service&metric=average-speed-of-answer&time=month&" + MONTH)
                .path("rows")
                .path(0)
                .path("metrics")
                .path(0)
                .path("counts");
        return List.of(
                counts.path("answered").longValue(),
                counts.path("waitAnsweredMillis").longValue());
    }
}
