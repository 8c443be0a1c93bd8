package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.testing.EvaluatorProcess;
import sla.evaluator.testing.RecordStories;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;

/**
 * Evaluators as processes on four partitions, killed and joined in the middle: afterwards the counts equal the facts,
 * and the sums equal a model that saw only what was sent.
 */
class CrashIT extends EvaluatorTrial {
    @Test
    void countsOnceWhileEvaluatorsAreKilledAndJoinUnderLoad() throws Exception {
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(7, 12_000), 7);
        int third = messages.size() / 3;
        EvaluatorProcess first = start();
        first.awaitReady();
        sendAgreement();
        send(messages.subList(0, third));
        EvaluatorProcess second = start();
        awaitStored(1_000);
        second.awaitReady();
        send(messages.subList(third, 2 * third));
        first.kill();
        try (EvaluatorProcess third1 = start()) {
            send(messages.subList(2 * third, messages.size()));
            awaitAllStored();
            second.close();
            third1.awaitReady();
            assertCountedOnce(messages);
        }
    }

    @ParameterizedTest
    @EnumSource(Failpoint.class)
    void losesAndDoublesNothingWhenItDiesAt(Failpoint failpoint) throws Exception {
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(failpoint.ordinal(), 1_500), 3);
        try (EvaluatorProcess doomed = EvaluatorProcess.start(
                kafka.bootstrapServers(),
                database.getUrl(),
                "sla.failpoint=" + failpoint + ":2",
                "mp.messaging.incoming.interactions.max.poll.records=200")) {
            doomed.awaitReady();
            sendAgreement();
            send(messages);
            doomed.awaitEnd();
            assertThat(doomed.exitValue()).isEqualTo(137);
        }
        try (EvaluatorProcess next = start()) {
            awaitAllStored();
            assertCountedOnce(messages);
            assertEvaluationsLeft(next);
        }
    }

    /** What was committed before the crash goes out after it. */
    private void assertEvaluationsLeft(EvaluatorProcess evaluator) throws SQLException {
        evaluator.awaitReady();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        number("select count(*) from changed_day") == 0 && number("select count(*) from outbox") == 0);
        try (var consumer = new org.apache.kafka.clients.consumer.KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new org.apache.kafka.common.serialization.StringDeserializer(),
                new org.apache.kafka.common.serialization.StringDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.EVALUATIONS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            String stored = text("select document from evaluation order by sequence desc limit 1");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (message.value().contains(stored)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }
}
