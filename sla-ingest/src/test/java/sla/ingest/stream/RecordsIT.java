package sla.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.ingest.event.Events;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.event.InputPosition;
import sla.model.event.Interaction;
import sla.model.event.Rejection;
import sla.model.event.RejectionCode;
import sla.model.registration.SourceRegistration;

/** The way of messages from a source's topic to accepted records or rejections, on a real broker. */
@ServiceIT
class RecordsIT {
    private final Broker broker = new Broker(TestServers.bootstrapServers());

    private static Object event(String source, Object... changes) {
        return call(changes).put("source", source);
    }

    private void eventuallyAccepted(String source, String... recordIds) throws Exception {
        Eventually.holds(() -> assertThat(broker.accepted(source))
                .extracting(AcceptedRecord::recordId)
                .containsExactlyInAnyOrder(recordIds));
    }

    private void eventuallyRejected(String source, RejectionCode... codes) throws Exception {
        Eventually.holds(() -> assertThat(broker.rejected(source))
                .flatExtracting(Rejection::reasons)
                .extracting(Rejection.Reason::code)
                .containsExactlyInAnyOrder(codes));
    }

    @Test
    void acceptsARecordNormalisedWithItsPlaceAndTimeOfArrival() throws Exception {
        broker.register("plain");
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        RecordMetadata sent = broker.send("plain", event("plain", "recordId", "one"));

        eventuallyAccepted("plain", "one");
        AcceptedRecord accepted = broker.accepted("plain").getFirst();
        assertThat(accepted.input())
                .isEqualTo(new InputPosition("source.plain.records", sent.partition(), sent.offset()));
        assertThat(accepted.receivedAt()).isBetween(before, Instant.now());
        assertThat(accepted.revision()).isEqualTo(1);
        assertThat(((Interaction) accepted.content()).waitMillis()).isEqualTo(12_400);
        assertThat(broker.committed(Topics.INTERACTIONS))
                .extracting(ConsumerRecord::key)
                .contains("plain/one");
    }

    @Test
    void oneBadRecordBetweenGoodOnesNeitherHoldsThemUpNorLosesThem() throws Exception {
        broker.register("mixed");
        try (var producer = broker.producer(Map.of("linger.ms", 100))) {
            for (String value : List.of(
                    event("mixed", "recordId", "first").toString(),
                    "hello",
                    "",
                    event("mixed", "recordId", "bad", "channel", "fax").toString(),
                    event("mixed", "recordId", "last").toString())) {
                producer.send(
                        new ProducerRecord<>("source.mixed.records", 1, null, value.getBytes(StandardCharsets.UTF_8)));
            }
            producer.send(new ProducerRecord<>("source.mixed.records", 1, null, null));
        }

        eventuallyAccepted("mixed", "first", "last");
        eventuallyRejected(
                "mixed", RejectionCode.NOT_JSON, RejectionCode.EMPTY, RejectionCode.EMPTY, RejectionCode.INVALID_VALUE);
    }

    @Test
    void passesOnRevisionsRepetitionsAndRetractionsInAnyOrderForTheEvaluatorToDecide() throws Exception {
        broker.register("revised");
        broker.send("revised", Events.example(EventType.RETRACTION).put("source", "revised"));
        for (int revision : new int[] {3, 1, 3}) {
            broker.send("revised", event("revised", "revision", revision));
        }
        broker.send("revised", event("revised", "revision", 3, "site", "Assen"));

        Eventually.holds(() -> assertThat(broker.accepted("revised"))
                .extracting(AcceptedRecord::revision)
                .containsExactlyInAnyOrder(2L, 3L, 1L, 3L, 3L));
        assertThat(broker.accepted("revised").stream()
                        .filter(accepted -> accepted.revision() == 3)
                        .map(AcceptedRecord::contentHash)
                        .distinct())
                .as("equal contents have equal hashes, the other one another")
                .hasSize(2);
    }

    @Test
    void keepsTwoSourcesWithEqualRecordIdsApart() throws Exception {
        broker.register("twin-a");
        broker.register("twin-b");
        broker.send("twin-a", event("twin-a", "recordId", "same"));
        broker.send("twin-b", event("twin-b", "recordId", "same"));

        eventuallyAccepted("twin-a", "same");
        eventuallyAccepted("twin-b", "same");
    }

    @Test
    void rejectsASourceSpeakingForAnotherVendorWithAnotherTypeOrInAnotherName() throws Exception {
        broker.register("modest");
        broker.publish(new SourceRegistration(
                "modest", "", Set.of("meridian"), EnumSet.of(EventType.INTERACTION), null, null, null, null, null));

        broker.send("modest", event("modest", "vendor", "south"));
        broker.send("modest", Events.example(EventType.CONTROL_TOTALS).put("source", "modest"));
        broker.send("modest", event("someone-else"));

        eventuallyRejected(
                "modest",
                RejectionCode.VENDOR_NOT_ALLOWED,
                RejectionCode.TYPE_NOT_ALLOWED,
                RejectionCode.SOURCE_MISMATCH);
    }

    @Test
    void rejectsWhatAnUnregisteredSourceSendsUntilItIsRegistered() throws Exception {
        broker.createTopic("source.newcomer.records", 4, Map.of());
        broker.send("newcomer", event("newcomer", "recordId", "early"));
        eventuallyRejected("newcomer", RejectionCode.SOURCE_NOT_REGISTERED);

        broker.publish(Events.source("newcomer"));
        broker.send("newcomer", event("newcomer", "recordId", "later"));

        eventuallyAccepted("newcomer", "later");
        assertThat(broker.rejected("newcomer")).hasSize(1);
    }

    @Test
    void aRegistrationPublishedBeforeARecordAlwaysDecidesAboutIt() throws Exception {
        broker.createTopic("source.quick.records", 4, Map.of());
        broker.send("quick", event("quick", "recordId", "known topic"));
        eventuallyRejected("quick", RejectionCode.SOURCE_NOT_REGISTERED);
        List<String> expected = new ArrayList<>();
        for (int vendor = 0; vendor < 20; vendor++) {
            String name = "vendor-" + vendor;
            broker.publish(new SourceRegistration(
                    "quick", "", Set.of(name), EnumSet.of(EventType.INTERACTION), null, null, null, null, null));
            broker.send("quick", event("quick", "recordId", name, "vendor", name));
            expected.add(name);
            eventuallyAccepted("quick", expected.toArray(String[]::new));
        }

        assertThat(broker.rejected("quick")).hasSize(1);
    }

    @Test
    void leavesOutWhatASourceAbortedItself() throws Exception {
        broker.register("transactional");
        try (var producer = broker.producer(Map.of("transactional.id", "a-source-of-its-own"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(value("transactional", "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(value("transactional", "committed"));
            producer.commitTransaction();
        }

        eventuallyAccepted("transactional", "committed");
    }

    private static ProducerRecord<String, byte[]> value(String source, String recordId) {
        byte[] bytes = event(source, "recordId", recordId).toString().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.records(source), 0, null, bytes);
    }

    @Test
    void rejectsTenMegabytesCompressedToTenKilobytesAndGoesOn() throws Exception {
        broker.register("bomber");
        Map<String, Object> compressing = Map.of(
                "compression.type", "gzip", "max.request.size", 20_000_000, "batch.size", 20_000_000, "linger.ms", 50);
        try (var producer = broker.producer(compressing)) {
            for (int i = 0; i < 20; i++) {
                producer.send(new ProducerRecord<>("source.bomber.records", 0, null, new byte[10_000_000]));
            }
            producer.send(value("bomber", "after"));
        }

        eventuallyAccepted("bomber", "after");
        assertThat(broker.rejected("bomber")).hasSize(20).allSatisfy(rejection -> {
            assertThat(rejection.reasons().getFirst().code()).isEqualTo(RejectionCode.TOO_LARGE);
            assertThat(rejection.size()).isEqualTo(10_000_000);
            assertThat(rejection.raw()).hasSize(5464);
        });
    }

    @Test
    void rejectsARecordFrom1985AndOneTwoDaysAheadAndAcceptsABackfillAYearOld() throws Exception {
        broker.register("historian");
        Object[] open = {"answeredAt", null, "waitMillis", 0, "endedAt", null};
        Instant now = Instant.now();
        broker.send("historian", at(open, "1985", Instant.parse("1985-06-01T00:00:00Z")));
        broker.send("historian", at(open, "ahead", now.plus(2, ChronoUnit.DAYS)));
        broker.send("historian", at(open, "backfill", now.minus(365, ChronoUnit.DAYS)));

        eventuallyRejected("historian", RejectionCode.TOO_OLD, RejectionCode.IN_FUTURE);
        eventuallyAccepted("historian", "backfill");
    }

    private static Object at(Object[] open, String recordId, Instant offeredAt) {
        List<Object> changes = new ArrayList<>(List.of("recordId", recordId, "offeredAt", offeredAt.toString()));
        changes.addAll(Arrays.asList(open));
        return event("historian", changes.toArray());
    }

    @Test
    void rejectsTheThousandAndFirstQueueOfASource() throws Exception {
        broker.register("prolific");
        try (var producer = broker.sender()) {
            for (int i = 0; i < 1001; i++) {
                producer.send(queue("prolific", "queue " + i));
            }
        }
        Eventually.holds(() -> assertThat(broker.accepted("prolific")).hasSize(1000));
        eventuallyRejected("prolific", RejectionCode.TOO_MANY_VALUES);
        assertThat(broker.rejected("prolific").getFirst().reasons().getFirst().pointer())
                .isEqualTo("/data/queue");

        broker.register("prolific-neighbour");
        broker.send("prolific-neighbour", event("prolific-neighbour", "recordId", "free"));
        eventuallyAccepted("prolific-neighbour", "free");
    }

    /** All to one partition, so that the last one is the one too many. */
    private static ProducerRecord<String, byte[]> queue(String source, String queue) {
        byte[] bytes =
                event(source, "recordId", queue, "queue", queue).toString().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.records(source), 0, null, bytes);
    }
}
