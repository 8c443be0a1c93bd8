package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import sla.evaluator.failpoint.Failpoint;
import sla.evaluator.testing.EvaluatorProcess;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.ReferenceModel;
import sla.model.Topics;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;
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
                    awaitSharing(2, doomed);
                    send(messages.subList(i * part, (i + 1) * part));
                    doomed.awaitEnd();
                    assertThat(doomed.exitValue()).as("%s", failpoints.get(i)).isEqualTo(137);
                }
            }
            try (EvaluatorProcess killed = start()) {
                killed.awaitReady();
                awaitSharing(2, killed);
                send(messages.subList(failpoints.size() * part, messages.size()));
                killed.kill();
            }
            awaitAllStored();
            assertCountedOnce(messages);
            assertEvaluationsLeft(other, messages);
        }
    }

    /**
     * Alone, as it is chance which of two makes an evaluation. Then what is old is deleted, by one that dies among the
     * records, one that dies among the counts, and one that comes to the end.
     */
    @Test
    void sendsAfterwardsWhatWasCommittedAndGoesOnDeletingWhenItDies() throws Exception {
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(5, 1_500), 3);
        try (EvaluatorProcess doomed = startDoomed(Failpoint.BEFORE_PUBLISH, 1)) {
            doomed.awaitReadyOrEnd();
            sendAgreement();
            send(messages);
            doomed.awaitEnd();
            assertThat(doomed.exitValue()).isEqualTo(137);
        }
        long facts;
        List<String> results;
        try (EvaluatorProcess next = startDoomed(Failpoint.IN_RETENTION, 2)) {
            awaitAllStored();
            assertCountedOnce(messages);
            assertEvaluationsLeft(next, messages);
            facts = number("select count(*) from fact");
            results = results();
            for (String source : List.of(RecordStories.SOURCE, RecordStories.JUDGE)) {
                sendSource(source);
            }
            await().until(() -> number("select count(*) from source") == 2);
            assertThat(next.post("/v1/jobs/retain").statusCode()).isEqualTo(202);
            next.awaitEnd();
            assertThat(next.exitValue()).isEqualTo(137);
        }
        long left = number("select count(*) from fact");
        assertThat(left).isPositive().isLessThan(facts);
        assertThat(new CountsAudit(database).differences()).isEmpty();
        // Three pieces of facts are left; of the counts one is committed.
        try (EvaluatorProcess doomed = startDoomed(Failpoint.IN_RETENTION, 5)) {
            doomed.awaitEnd();
            assertThat(doomed.exitValue()).isEqualTo(137);
        }
        assertThat(number("select count(*) from fact")).isZero();
        assertThat(number("select count(*) from sealed_month where counts_deleted_at is not null"))
                .isEqualTo(1);
        assertThat(number("select count(*) from sealed_month where counts_deleted_at <= counts_gone_at"))
                .isZero();
        assertThat(number(ROWS)).isPositive();
        assertThat(new CountsAudit(database).differences()).isEmpty();
        try (EvaluatorProcess last = start()) {
            last.awaitReady();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> number("select count(*) from job where finished_at is null") == 0);
        }
        assertThat(number("select count(*) from job where failure is not null")).isZero();
        assertThat(number("select sum(facts) from sealed_month")).isEqualTo(facts);
        assertThat(number("select count(*) from sealed_month where counts_deleted_at is not null and counts > 0"
                        + " and counts_gone_at is not null"))
                .isEqualTo(4);
        assertThat(number(ROWS)).isZero();
        assertThat(results()).isEqualTo(results);
        assertThat(new CountsAudit(database).differences()).isEmpty();
    }

    /** Of contacts and judgements of February and March, which end in March. */
    private static final String ROWS = "select (select count(*) from cell) + (select count(*) from cell_delta)"
            + " + (select count(*) from day_cell) + (select count(*) from quality_cell)"
            + " + (select count(*) from survey_cell) + (select count(*) from cell_sealed)"
            + " + (select count(*) from quality_cell_sealed) + (select count(*) from survey_cell_sealed)"
            + " + (select count(*) from control_total)";

    private List<String> results() throws SQLException {
        return List.of(
                text("select string_agg(agreement || ' ' || period || ' ' || sequence || ' ' || document, '; '"
                        + " order by agreement, period) from evaluation where period between '2026-02' and '2026-03'"),
                text("select string_agg(source || ' ' || record_id || ' ' || coalesce(revision, -1), '; '"
                        + " order by source, record_id) from record"));
    }

    /** One that keeps records for a month and counts for two. */
    private void sendSource(String id) throws Exception {
        SourceRegistration source = new SourceRegistration(
                id,
                id,
                Set.of(RecordStories.VENDOR, RecordStories.OTHER_VENDOR),
                Set.of(EventType.INTERACTION),
                Duration.ofMillis(1),
                RevisionKind.NUMBER,
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                false,
                Period.ofMonths(1),
                Period.ofMonths(1),
                Period.ofMonths(2));
        producer.send(new ProducerRecord<>(Topics.SOURCES, id, Json.MAPPER.writeValueAsBytes(source)))
                .get();
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
