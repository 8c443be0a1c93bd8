package sla.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sla.embedded.TestServers;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.registration.SourceRegistration;

/** Whatever fails between poll and commit, each input comes out once. */
@ServiceIT
class ExactlyOnceIT {
    private static final int RECORDS = 2_000;

    private final Broker broker = new Broker(TestServers.bootstrapServers());

    @Inject
    TestFailpoint failpoint;

    @AfterEach
    void disarm() {
        failpoint.disarm();
    }

    private void send(String source, int records) {
        try (KafkaProducer<String, byte[]> producer = broker.sender()) {
            for (int i = 0; i < records; i++) {
                byte[] event = call("recordId", "r" + i)
                        .put("source", source)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(Topics.records(source), i % 4, null, event));
            }
        }
    }

    private void eventuallyOnceEach(String source, int records) throws Exception {
        List<String> expected =
                IntStream.range(0, records).mapToObj(i -> "r" + i).toList();
        Eventually.holds(() -> assertThat(broker.accepted(source)).hasSizeGreaterThanOrEqualTo(records));
        assertThat(broker.accepted(source))
                .extracting(AcceptedRecord::recordId)
                .containsExactlyInAnyOrderElementsOf(expected);
        Eventually.holds(() -> assertThat(
                        RestAssured.get("/v1/intake/" + source).path("accepted").toString())
                .isEqualTo(Integer.toString(records)));
    }

    @ParameterizedTest
    @EnumSource(Failpoint.Step.class)
    void eachInputComesOutOnceAlthoughBatchesFailAtThisStep(Failpoint.Step step) throws Exception {
        String source = "failing-" + step.name().toLowerCase(Locale.ROOT).replace('_', '-');
        broker.register(source);
        AtomicInteger failures = new AtomicInteger();
        failpoint.at(step, () -> {
            if (failures.getAndIncrement() < 3) {
                throw new KafkaException("as the test wants it");
            }
        });

        send(source, RECORDS);

        eventuallyOnceEach(source, RECORDS);
        // A commit that was not noticed is not repeated, so one batch of everything fails once.
        assertThat(failures.get()).as("steps that failed").isPositive();
    }

    @ParameterizedTest
    @EnumSource(Failpoint.Step.class)
    void eachRetryComesOutOnceAlthoughBatchesFailAtThisStep(Failpoint.Step step) throws Exception {
        String source = "retried-" + step.name().toLowerCase(Locale.ROOT).replace('_', '-');
        broker.publish(new SourceRegistration(
                source, source, Set.of("another"), EnumSet.allOf(EventType.class), null, null, null, null, null));
        Eventually.holds(() -> assertThat(broker.topics()).contains(Topics.records(source)));
        send(source, 200);
        String rejections = "/v1/rejections?limit=1000&source=" + source;
        Eventually.holds(() -> assertThat(RestAssured.get(rejections).jsonPath().getList("items"))
                .hasSize(200));
        broker.register(source);
        AtomicInteger failures = new AtomicInteger();
        failpoint.at(step, () -> {
            if (failures.getAndIncrement() < 3) {
                throw new KafkaException("as the test wants it");
            }
        });

        assertThat(RestAssured.post("/v1/retries?id=" + source + "&source=" + source)
                        .statusCode())
                .isEqualTo(202);

        Eventually.holds(() -> assertThat(
                        RestAssured.get("/v1/retries/" + source).jsonPath().getInt("accepted"))
                .isEqualTo(200));
        assertThat(failures.get()).as("steps that failed").isPositive();
        assertThat(broker.accepted(source))
                .extracting(AcceptedRecord::recordId)
                .hasSize(200)
                .doesNotHaveDuplicates();
        Eventually.holds(() -> assertThat(
                        RestAssured.get("/v1/intake/" + source).jsonPath().getInt("acceptedByRetry"))
                .isEqualTo(200));
    }

    /** Another process with the same transactional id, or this one after a long pause. */
    @Test
    void eachInputComesOutOnceAlthoughAnotherProcessTakesTheTransactionOver() throws Exception {
        broker.register("fenced");
        AtomicInteger takeOvers = new AtomicInteger();
        failpoint.at(Failpoint.Step.BEFORE_COMMIT, () -> {
            if (takeOvers.getAndIncrement() < 2) {
                try (var usurper = broker.producer(Map.of("transactional.id", "sla-ingest-ingest-1"))) {
                    usurper.initTransactions();
                }
            }
        });

        send("fenced", RECORDS);

        eventuallyOnceEach("fenced", RECORDS);
        assertThat(takeOvers.get()).isPositive();
    }

    /**
     * Another member takes partitions and leaves again, so that the batch in hand belongs to an earlier generation. What
     * was not committed in that generation is polled again; written a second time it would be counted twice.
     */
    @ParameterizedTest
    @EnumSource(
            value = Failpoint.Step.class,
            names = {"BEFORE_JUDGEMENT", "BEFORE_COMMIT"})
    void eachInputComesOutOnceAlthoughTheGroupRebalancesAtThisStep(Failpoint.Step step) throws Exception {
        String source = "rebalanced-" + step.ordinal();
        broker.register(source);
        AtomicInteger rebalances = new AtomicInteger();
        failpoint.at(step, () -> {
            if (rebalances.getAndIncrement() == 0) {
                GroupGuest.joinAndLeave(broker.servers());
            }
        });

        send(source, RECORDS);

        eventuallyOnceEach(source, RECORDS);
        assertThat(rebalances.get()).isPositive();
    }

    @Test
    void abortedResultsAreThereForNobodyWhoReadsCommittedOnes() throws Exception {
        broker.register("aborted");
        AtomicInteger failures = new AtomicInteger();
        failpoint.at(Failpoint.Step.BEFORE_COMMIT, () -> {
            if (failures.getAndIncrement() < 1) {
                throw new KafkaException("as the test wants it");
            }
        });

        send("aborted", RECORDS);

        eventuallyOnceEach("aborted", RECORDS);
        long all = broker.read(Topics.INTERACTIONS, "read_uncommitted").stream()
                .filter(message -> message.key().startsWith("aborted/"))
                .count();
        assertThat(all).as("with those of the aborted transaction").isGreaterThan(RECORDS);
    }
}
