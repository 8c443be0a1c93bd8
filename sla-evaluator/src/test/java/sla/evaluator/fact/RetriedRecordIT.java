package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.event.RetryEffect;
import sla.model.event.RetryOutcome;
import sla.model.json.Json;

/** Records that were rejected when they came and accepted by a retry later. */
@QuarkusTest
@WithTestResource(Servers.class)
class RetriedRecordIT {
    private static final String OFFERED = "2026-03-10T10:05:00Z";

    @Inject
    DataSource database;

    @Inject
    StoredBatches batches;

    @Inject
    CountsAudit audit;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    private static AcceptedRecord call(long revision, long waitMillis) {
        return Contacts.record(
                "c1", revision, Contacts.contact("support", Outcome.ANSWERED, OFFERED, waitMillis, 60_000L));
    }

    private static AcceptedRecord retried(long revision, long waitMillis) {
        AcceptedRecord call = call(revision, waitMillis);
        return new AcceptedRecord(
                call.source(),
                call.recordId(),
                call.revision(),
                call.contentHash(),
                call.input(),
                call.receivedAt(),
                UUID.randomUUID(),
                call.content());
    }

    /** What counts, and what came of the retry, whether both came in one batch or one after the other. */
    private void afterBoth(AcceptedRecord before, AcceptedRecord retried, String counts, RetryEffect effect)
            throws Exception {
        batches.store(List.of(before));
        batches.store(List.of(retried));
        assertThat(counting()).containsExactly(counts);
        eventually(retried, effect);

        batches.emptyCounts();
        AcceptedRecord again = withNewId(retried);
        batches.store(List.of(before, again));
        assertThat(counting()).as("in one batch").containsExactly(counts);
        eventually(again, effect);
        assertThat(audit.differences()).isEmpty();
    }

    @Test
    void aRetriedRecordCountsLikeAnyOther() throws Exception {
        AcceptedRecord retried = retried(1, 20_000);
        batches.store(List.of(retried));
        assertThat(counting()).containsExactly("1 20000");
        eventually(retried, RetryEffect.COUNTS);
    }

    @Test
    void aHigherRevisionCounts() throws Exception {
        afterBoth(call(1, 20_000), retried(2, 30_000), "2 30000", RetryEffect.COUNTS);
    }

    @Test
    void theSameContentChangesNothing() throws Exception {
        afterBoth(call(1, 20_000), retried(1, 20_000), "1 20000", RetryEffect.SAME_CONTENT);
    }

    @Test
    void anOlderRevisionDoesNotWin() throws Exception {
        afterBoth(call(2, 30_000), retried(1, 20_000), "2 30000", RetryEffect.NEWER_REVISION);
    }

    /** The source has mended the record itself, under the same revision, before the rejected one is retried. */
    @Test
    void otherContentOfARevisionThatCountsIsLeftOutInsteadOfMakingBothVoid() throws Exception {
        afterBoth(call(1, 30_000), retried(1, 20_000), "1 30000", RetryEffect.OTHER_CONTENT);
    }

    /** The rule for what a source sends holds on: two contents of a revision are void. */
    @Test
    void aConflictThatTheSourceMakesAfterwardsIsOne() throws Exception {
        batches.store(List.of(retried(1, 20_000)));
        batches.store(List.of(call(1, 30_000)));
        assertThat(counting()).isEmpty();
    }

    private static AcceptedRecord withNewId(AcceptedRecord record) {
        return new AcceptedRecord(
                record.source(),
                record.recordId(),
                record.revision(),
                record.contentHash(),
                record.input(),
                record.receivedAt(),
                UUID.randomUUID(),
                record.content());
    }

    /** Revision and wait of each content that counts. */
    private List<String> counting() throws SQLException {
        List<String> counting = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select revision, wait_ms from fact where effective")) {
            while (row.next()) {
                counting.add(row.getLong(1) + " " + row.getLong(2));
            }
        }
        return counting;
    }

    private static void eventually(AcceptedRecord retried, RetryEffect effect) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(effects()).containsEntry(retried.retry(), effect));
    }

    private static Map<UUID, RetryEffect> effects() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestServers.bootstrapServers());
        Map<UUID, RetryEffect> effects = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RETRY_OUTCOMES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (Json.MAPPER.readValue(message.value(), RetryOutcome.class) instanceof RetryOutcome.Stored one) {
                        assertThat(message.key()).isEqualTo(one.attempt().toString());
                        effects.put(one.attempt(), one.effect());
                    }
                }
            }
        }
        return effects;
    }
}
