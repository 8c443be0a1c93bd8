package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.testing.EvaluatorProcess;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.ReferenceModel;
import sla.model.Topics;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.event.AcceptedRecord;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.runtime.topic.CompactedTopic;

/**
 * Evaluators as processes on four partitions, killed and joined in the middle: afterwards the counts equal the facts,
 * and the sums equal a model that saw only what was sent. The whole product is killed in {@code ./sla bench crash}.
 */
class CrashIT extends EvaluatorTrial {
    /**
     * One load, and a process that dies while the other works; the last one is killed from outside. Whatever dies before
     * the commit leaves the same behind, so its last moment stands for all; crash trials take each.
     */
    @Test
    void losesAndDoublesNothingWhenOneOfTwoDiesBeforeOrAfterACommitAndIsKilled() throws Exception {
        List<Failpoint> failpoints = List.of(Failpoint.BEFORE_COMMIT, Failpoint.AFTER_COMMIT);
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(7, 15_000), 7);
        int part = messages.size() / (failpoints.size() + 1);
        try (EvaluatorProcess other = start()) {
            other.awaitReady();
            sendAgreement();
            for (int i = 0; i < failpoints.size(); i++) {
                try (EvaluatorProcess doomed = startDoomed(failpoints.get(i), 2)) {
                    doomed.awaitReadyOrEnd();
                    send(messages.subList(i * part, (i + 1) * part));
                    doomed.awaitEnd();
                    assertThat(doomed.exitValue()).as("%s", failpoints.get(i)).isEqualTo(137);
                }
            }
            try (EvaluatorProcess killed = start()) {
                killed.awaitReady();
                send(messages.subList(failpoints.size() * part, messages.size()));
                killed.kill();
            }
            awaitAllStored();
            assertCountedOnce(messages);
            assertEvaluationsLeft(other, messages);
        }
    }

    /** Alone, as it is chance which of two makes an evaluation. */
    @Test
    void sendsAfterwardsWhatWasCommittedWhenItDiesBeforeSending() throws Exception {
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(5, 1_500), 3);
        try (EvaluatorProcess doomed = startDoomed(Failpoint.BEFORE_PUBLISH, 1)) {
            doomed.awaitReadyOrEnd();
            sendAgreement();
            send(messages);
            doomed.awaitEnd();
            assertThat(doomed.exitValue()).isEqualTo(137);
        }
        try (EvaluatorProcess next = start()) {
            awaitAllStored();
            assertCountedOnce(messages);
            assertEvaluationsLeft(next, messages);
        }
    }

    private EvaluatorProcess startDoomed(Failpoint failpoint, int time) throws Exception {
        return EvaluatorProcess.start(
                kafka.bootstrapServers(),
                database.getUrl(),
                "sla.failpoint=" + failpoint + ":" + time,
                "sla.consumer.interactions.max.poll.records=200");
    }

    /** What was committed before the crash goes out after it: what is on the topic says what was sent. */
    private void assertEvaluationsLeft(EvaluatorProcess evaluator, List<AcceptedRecord> messages) throws Exception {
        evaluator.awaitReady();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> number("select count(*) from changed_day") == 0
                        && number("select count(*) from agreement_due") == 0
                        && number("select count(*) from outbox") == 0);
        Map<String, byte[]> published = CompactedTopic.read(kafka.bootstrapServers(), Topics.EVALUATIONS);
        ReferenceModel model = new ReferenceModel(messages);
        for (YearMonth month : List.of(YearMonth.of(2026, 2), YearMonth.of(2026, 3))) {
            Evaluation evaluation = Json.MAPPER
                    .readValue(published.get("va-service/" + month), PublishedEvaluation.class)
                    .evaluation();
            List<Interaction> answered = model
                    .interactions(
                            RecordStories.VENDOR,
                            evaluation.period().startInclusive(),
                            evaluation.period().endExclusive(),
                            ReferenceModel::leftQueueAt)
                    .stream()
                    .filter(contact -> contact.outcome() == Outcome.ANSWERED)
                    .toList();
            assertThat(evaluation.kpis().getFirst().counts())
                    .containsEntry("answered", (long) answered.size())
                    .containsEntry(
                            "waitAnsweredMillis",
                            answered.stream().mapToLong(Interaction::waitMillis).sum());
        }
    }
}
