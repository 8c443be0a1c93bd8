package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.RecordCause;
import sla.model.evaluation.RecordCause.What;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;
import sla.model.json.Json;
import sla.runtime.topic.CompactedTopic;

/** What differs from a frozen result, and why. */
@QuarkusTest
@WithTestResource(Servers.class)
class DifferenceIT {
    private static long offset = 1_000_000;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    DifferenceRepublication republication;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** Waits of 20, 30, 40 and 50 s: 140 s / 4 = 35 s, so (35 − 30) × −500 = −2,500. */
    @BeforeEach
    void march() throws SQLException {
        trial.begin();
        batches.store(List.of(
                contact("d-1", 1, "2026-03-05T10:00:00Z", 20_000),
                contact("d-2", 1, "2026-03-05T10:00:30Z", 30_000),
                contact("d-3", 1, "2026-03-05T11:00:00Z", 40_000),
                contact("d-4", 1, "2026-03-20T21:59:00Z", 50_000)));
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void everyChangeIsDatedPointsToItsRecordsAndSupersedesTheOneBefore() throws Exception {
        trial.freeze("march").statusCode(201);
        // (140 + 85) s / 5 = 45 s: (45 − 30) × −500 = −7,500, which is −5,000 more.
        batches.store(List.of(contact("d-5", 1, "2026-03-06T10:00:00Z", 85_000)));
        Difference first = trial.awaitDifference("march", 1);
        assertThat(first.freeze()).isEqualTo("march");
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.malus().amount()).isEqualByComparingTo("-5000");
        assertThat(first.bonus().amount()).isEqualByComparingTo("0");
        assertThat(first.otherCauses()).isEmpty();
        assertThat(first.lines()).hasSize(1);
        LineDifference line = first.lines().getFirst();
        assertThat(line.rule()).isEqualTo("asa");
        assertThat(line.clause()).isEqualTo("4.1");
        assertThat(line.firstSeen()).isEqualTo(first.foundAt());
        assertThat(line.before().amount().amount()).isEqualByComparingTo("-2500");
        assertThat(line.before().value()).isEqualByComparingTo("35");
        assertThat(line.after().amount().amount()).isEqualByComparingTo("-7500");
        assertThat(line.after().value()).isEqualByComparingTo("45");
        assertThat(line.amount().amount()).isEqualByComparingTo("-5000");
        assertChange(line, 85_000, 1);
        assertThat(line.causeCount()).isEqualTo(1);
        assertCause(line.causes().getFirst(), "d-5", What.LATE, null, 1L, 85_000, 1);

        // 50 s was 10 s: 185 s / 5 = 37 s: −3,500, which is −1,000 more than what was frozen.
        batches.store(List.of(contact("d-4", 2, "2026-03-20T21:59:00Z", 10_000)));
        Difference second = trial.awaitDifference("march", 2);
        assertThat(second.malus().amount()).isEqualByComparingTo("-1000");
        line = second.lines().getFirst();
        assertChange(line, 45_000, 1);
        assertThat(line.causeCount()).isEqualTo(2);
        assertCause(line.causes().get(0), "d-4", What.REVISED, 1L, 2L, -40_000, 0);
        assertCause(line.causes().get(1), "d-5", What.LATE, null, 1L, 85_000, 1);

        // The late one is taken back: 100 s / 4 = 25 s: nothing, which is +2,500.
        batches.store(List.of(RecordStories.record("calls", "d-5", 2, new Retraction(), offset++)));
        Difference third = trial.awaitDifference("march", 3);
        assertThat(third.malus().amount()).isEqualByComparingTo("2500");
        line = third.lines().getFirst();
        assertChange(line, -40_000, 0);
        assertThat(line.causes()).hasSize(1);
        assertCause(line.causes().getFirst(), "d-4", What.REVISED, 1L, 2L, -40_000, 0);

        // And the revision too: all is as it was.
        batches.store(List.of(contact("d-4", 3, "2026-03-20T21:59:00Z", 50_000)));
        Difference last = trial.awaitDifference("march", 4);
        assertThat(last.lines()).isEmpty();
        assertThat(last.malus().amount()).isEqualByComparingTo("0");
        assertThat(trial.differences("march")).startsWith(first, second, third);
        await().untilAsserted(() -> assertThat(onTopic("freeze-va/2026-03/1")).isEqualTo(first));
        await().untilAsserted(() -> assertThat(onTopic("freeze-va/2026-03/4")).isEqualTo(last));
    }

    @Test
    void namesWhatHappenedToEachRecord() throws Exception {
        batches.store(List.of(
                contact("m-1", 1, "2026-03-07T10:00:00Z", 1_000),
                contact("m-2", 1, "2026-04-07T10:00:00Z", 2_000),
                contact("m-3", 1, "2026-03-07T10:00:00Z", 4_000),
                contact("m-4", 1, "2026-03-07T10:00:00Z", 8_000),
                contact("m-4", 2, "2026-04-07T10:00:00Z", 16_000),
                contact("m-5", 1, "2026-03-07T10:00:00Z", 32_000),
                RecordStories.record("calls", "m-5", 2, new Retraction(), offset++),
                contact("m-6", 1, "2026-03-07T10:00:00Z", 64_000),
                contact("m-7", 1, "2026-03-07T10:00:00Z", 128_000)));
        trial.freeze("march").statusCode(201);
        batches.store(List.of(
                contact("m-1", 2, "2026-04-07T10:00:00Z", 1_000),
                contact("m-2", 2, "2026-03-08T10:00:00Z", 2_000),
                RecordStories.record("calls", "m-3", 2, new Retraction(), offset++),
                // Revision 2, in April, becomes void: revision 1, in March, counts again.
                contact("m-4", 2, "2026-04-07T10:00:00Z", 17_000),
                contact("m-5", 3, "2026-03-07T10:00:00Z", 32_000),
                // Void, and nothing below it.
                contact("m-6", 1, "2026-03-07T10:00:00Z", 65_000),
                // An older revision changes nothing, and neither does the same again.
                contact("m-7", 0, "2026-03-07T10:00:00Z", 1),
                contact("m-7", 1, "2026-03-07T10:00:00Z", 128_000)));
        LineDifference line = trial.awaitDifference("march", 1).lines().getFirst();
        assertThat(line.causes())
                .extracting(RecordCause::recordId)
                .containsExactly("m-1", "m-2", "m-3", "m-4", "m-5", "m-6");
        assertCause(line.causes().get(0), "m-1", What.MOVED_OUT, 1L, 2L, -1_000, -1);
        assertCause(line.causes().get(1), "m-2", What.MOVED_IN, 1L, 2L, 2_000, 1);
        assertCause(line.causes().get(2), "m-3", What.RETRACTED, 1L, 2L, -4_000, -1);
        assertCause(line.causes().get(3), "m-4", What.CONFLICTING, 2L, 1L, 8_000, 1);
        assertCause(line.causes().get(4), "m-5", What.RESTORED, 2L, 3L, 32_000, 1);
        assertCause(line.causes().get(5), "m-6", What.CONFLICTING, 1L, null, -64_000, -1);
        assertThat(line.causeCount()).isEqualTo(6);
        // −1 + 2 − 4 + 8 + 32 − 64 = −27
        assertChange(line, -27_000, 0);
    }

    @Test
    void namesWhatHappenedToEachEvaluation() throws Exception {
        batches.store(List.of(
                score("q-1", 1, "d-1", "70", QualityEvaluation.Status.RELEASED),
                score("q-2", 1, "d-2", "80", QualityEvaluation.Status.RELEASED),
                score("q-3", 1, "d-4", "90", QualityEvaluation.Status.RELEASED)));
        trial.freeze("march").statusCode(201);
        batches.store(List.of(
                score("q-1", 2, "d-1", "75", QualityEvaluation.Status.RE_SCORED),
                score("q-2", 2, "d-2", "80", QualityEvaluation.Status.WITHDRAWN),
                // The contact moves to April, and what is said of it with it.
                contact("d-4", 2, "2026-04-20T21:59:00Z", 50_000),
                score("q-4", 1, "d-3", "60", QualityEvaluation.Status.RELEASED)));
        Difference difference = trial.awaitDifference("march", 1);
        LineDifference quality = line(difference, "quality");
        // (75 + 60) / 2 = 67.5 in place of (70 + 80 + 90) / 3 = 80: 1,000 less.
        assertThat(quality.amount().amount()).isEqualByComparingTo("-1000");
        assertChange(quality, -105_000, -1);
        assertThat(quality.causes()).hasSize(4);
        assertCause(quality.causes().get(0), "q-1", What.RE_SCORED, 1L, 2L, 5_000, 0);
        assertCause(quality.causes().get(1), "q-2", What.WITHDRAWN, 1L, 2L, -80_000, -1);
        assertCause(quality.causes().get(2), "q-3", What.CONTACT_CHANGED, 1L, 1L, -90_000, -1);
        assertCause(quality.causes().get(3), "q-4", What.LATE, null, 1L, 60_000, 1);
        // By the moment of evaluation, the one about the moved contact stays in March.
        LineDifference judged = line(difference, "judged");
        assertThat(judged.causes()).extracting(RecordCause::recordId).containsExactly("q-1", "q-2", "q-4");
        assertChange(judged, -15_000, 0);
        assertThat(line(difference, "asa").causes())
                .extracting(RecordCause::what)
                .containsExactly(What.MOVED_OUT);
    }

    @Test
    void namesWhatHappenedToEachSurveyAnswer() throws Exception {
        batches.store(List.of(answer("s-1", 1, "d-1", 10), answer("s-2", 1, "d-2", 9), answer("s-3", 1, "d-4", 0)));
        trial.freeze("march").statusCode(201);
        batches.store(List.of(
                answer("s-1", 2, "d-1", 6),
                // The contact moves to April, and its customer's answer with it.
                contact("d-4", 2, "2026-04-20T21:59:00Z", 50_000),
                answer("s-4", 1, "d-3", 8)));
        LineDifference recommended = line(trial.awaitDifference("march", 1), "recommended");
        // (2 − 1) / 3: (50 − 33.333…) × −10 = −166.67. Then (1 − 1) / 3: (50 − 0) × −10 = −500.
        assertThat(recommended.amount().amount()).isEqualByComparingTo("-333.33");
        assertChange(recommended, -1, 0);
        assertThat(recommended.causes()).hasSize(3);
        assertCause(recommended.causes().get(0), "s-1", What.REVISED, 1L, 2L, -2, 0);
        assertCause(recommended.causes().get(1), "s-3", What.CONTACT_CHANGED, 1L, 1L, 1, -1);
        assertCause(recommended.causes().get(2), "s-4", What.LATE, null, 1L, 0, 1);
        given().get("/v1/records/calls/s-1")
                .then()
                .statusCode(200)
                .body("counts.kpi", hasItem("recommended"))
                .body("counts.find { it.kpi == 'recommended' }.numerator", equalTo(-1))
                .body("counts.find { it.kpi == 'recommended' }.denominator", equalTo(1));
    }

    /** The bonus hangs on the score of at least two evaluations: its line says which of them closed the gate. */
    @Test
    void namesTheRecordsThatClosedAGate() throws Exception {
        trial.store(FreezeTrial.gated());
        batches.store(List.of(
                score("q-1", 1, "d-1", "70", QualityEvaluation.Status.RELEASED),
                score("q-2", 1, "d-2", "90", QualityEvaluation.Status.RELEASED)));
        trial.freeze("gated", FreezeTrial.GATED, "2026-03").statusCode(201);
        batches.store(List.of(
                score("q-2", 2, "d-2", "90", QualityEvaluation.Status.WITHDRAWN),
                contact("d-5", 1, "2026-03-06T10:00:00Z", 35_000)));
        Difference difference = trial.awaitDifference("gated", 1);
        LineDifference bonus = line(difference, "bonus");
        assertThat(bonus.amount().amount()).isEqualByComparingTo("-300");
        assertChange(bonus, 35_000, 1);
        assertThat(bonus.causeCount()).isEqualTo(2);
        assertCause(bonus.causes().get(0), "d-5", What.LATE, null, 1L, 35_000, 1);
        assertThat(bonus.causes().get(0).kpi()).isNull();
        assertCause(bonus.causes().get(1), "q-2", What.WITHDRAWN, 1L, 2L, -90_000, -1);
        assertThat(bonus.causes().get(1).kpi()).isEqualTo("quality");
        assertThat(difference.otherCauses()).extracting(OtherCause::kind).containsExactly(OtherCause.Kind.GATE);
        // One evaluation is too few, but it is there: what the records add is what the line says.
        LineDifference quality = line(difference, "quality");
        assertThat(quality.after().value()).isNull();
        assertChange(quality, -90_000, -1);
        assertCause(quality.causes().get(0), "q-2", What.WITHDRAWN, 1L, 2L, -90_000, -1);
    }

    /** Written before the snapshot was taken, committed after it: such a record is not in the result. */
    @Test
    void recordThatWasBeingStoredDuringTheFreezeIsLate() throws Exception {
        batches.store(
                List.of(contact("d-5", 1, "2026-03-06T10:00:00Z", 85_000)),
                () -> trial.freeze("march").statusCode(201));
        Difference difference = trial.awaitDifference("march", 1);
        assertCause(difference.lines().getFirst().causes().getFirst(), "d-5", What.LATE, null, 1L, 85_000, 1);
    }

    @Test
    void anotherVersionAndNoVersionAreCauses() throws Exception {
        trial.freeze("march").statusCode(201);
        trial.store(FreezeTrial.agreement("freeze-va", 2, "2026-03-01", null, -1000));
        Difference second = trial.awaitDifference("march", 1);
        // 5 × −1,000 in place of 5 × −500.
        assertThat(second.malus().amount()).isEqualByComparingTo("-2500");
        assertThat(second.liveVersion()).isEqualTo(2);
        assertThat(second.otherCauses())
                .extracting(OtherCause::kind)
                .containsExactly(OtherCause.Kind.AGREEMENT_VERSION);
        trial.store(FreezeTrial.agreement("freeze-va", 3, "2026-02-01", "2026-02-28", -1000));
        trial.execute("delete from agreement_version where agreement = 'freeze-va' and version < 3");
        trial.execute("insert into agreement_due values ('freeze-va')");
        Difference ended = trial.awaitDifference("march", 2);
        // Nothing is left of −2,500.
        assertThat(ended.malus().amount()).isEqualByComparingTo("2500");
        assertThat(ended.liveVersion()).isNull();
        assertThat(ended.lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.after()).isNull());
        assertThat(ended.otherCauses()).extracting(OtherCause::kind).containsExactly(OtherCause.Kind.AGREEMENT_ENDED);
        assertThat(trial.texts("select withdrawn::text from evaluation where agreement = 'freeze-va'"
                        + " and period = '2026-03'"))
                .containsExactly("false");
    }

    @Test
    void changeOfTheCountsWithoutAnyRecordIsCalledUnexplained() throws Exception {
        batches.fold();
        trial.freeze("march").statusCode(201);
        for (String table : List.of("cell", "day_cell")) {
            trial.execute("update " + table + " set wait_answered_ms = wait_answered_ms + 40000"
                    + " where attribution = 1 and answered > 0 and " + (table.equals("cell") ? "interval" : "day")
                    + "_start > '2026-03-15'");
        }
        trial.execute("update day_version set version = gen_random_uuid()");
        trial.execute("insert into changed_day (vendor, day) values ('va', '2026-03-20')");
        Difference difference = trial.awaitDifference("march", 1);
        // 180 s / 4 = 45 s
        assertThat(difference.malus().amount()).isEqualByComparingTo("-5000");
        assertThat(difference.lines().getFirst().causeCount()).isZero();
        assertThat(difference.otherCauses()).extracting(OtherCause::kind).containsExactly(OtherCause.Kind.UNEXPLAINED);
    }

    @Test
    void startPublishesDifferencesThatTheTopicLacks() throws Exception {
        trial.freeze("march").statusCode(201);
        batches.store(List.of(contact("d-5", 1, "2026-03-06T10:00:00Z", 85_000)));
        Difference first = trial.awaitDifference("march", 1);
        trial.execute(
                "insert into difference select agreement, period, 77, frozen_by, found_at, document from difference");
        republication.publishMissing(new StartupEvent());
        await().untilAsserted(() -> assertThat(onTopic("freeze-va/2026-03/77")).isEqualTo(first));
    }

    /** Half of the story comes before the freeze and half after it, in any order: the last difference is the same. */
    @Test
    void anyOrderGivesTheSameLastDifferenceAndItsCausesAddUpToIt() throws Exception {
        List<AcceptedRecord> story = RecordStories.of(4711, 400);
        List<AcceptedRecord> before = RecordStories.shuffled(story, 1).subList(0, story.size() * 8 / 10);
        batches.store(before);
        trial.freeze("march").statusCode(201);
        batches.store(RecordStories.shuffled(story, 2));
        trial.awaitQuiet();
        Difference one = trial.differences("march").getLast();
        assertAddsUp(one);

        march();
        batches.store(before);
        trial.freeze("march").statusCode(201);
        List<AcceptedRecord> after = RecordStories.shuffled(story, 3);
        for (int from = 0; from < after.size(); from += 60) {
            batches.store(after.subList(from, Math.min(from + 60, after.size())));
        }
        trial.awaitQuiet();
        Difference other = trial.differences("march").getLast();
        assertThat(other.saysTheSameAs(one)).as("%s%n%s", one, other).isTrue();
    }

    private static void assertAddsUp(Difference difference) {
        assertThat(difference.otherCauses()).isEmpty();
        assertThat(difference.lines())
                .extracting(LineDifference::rule)
                .containsExactly("asa", "sl", "quality", "judged", "recommended");
        for (LineDifference line : difference.lines()) {
            assertThat(line.causeCount()).as(line.rule()).isBetween(1L, 100L);
            assertThat(sum(line.causes().stream().map(RecordCause::numerator).toList()))
                    .as(line.rule())
                    .isEqualTo(line.numerator());
            assertThat(sum(line.causes().stream().map(RecordCause::denominator).toList()))
                    .as(line.rule())
                    .isEqualTo(line.denominator());
        }
    }

    private static BigInteger sum(List<BigInteger> numbers) {
        return numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private Difference onTopic(String key) throws Exception {
        byte[] value = CompactedTopic.read(bootstrapServers, Topics.DIFFERENCES).get(key);
        assertThat(value).isNotNull();
        return Json.MAPPER.readValue(value, Difference.class);
    }

    private static LineDifference line(Difference difference, String rule) {
        return difference.lines().stream()
                .filter(line -> line.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static void assertChange(LineDifference line, long numerator, long denominator) {
        assertThat(line.numerator()).isEqualTo(BigInteger.valueOf(numerator));
        assertThat(line.denominator()).isEqualTo(BigInteger.valueOf(denominator));
    }

    private static void assertCause(
            RecordCause cause, String id, What what, Long before, Long after, long numerator, long denominator) {
        assertThat(cause.recordId()).isEqualTo(id);
        assertThat(cause.what()).as(id).isEqualTo(what);
        assertThat(cause.revisionBefore()).as(id).isEqualTo(before);
        assertThat(cause.revisionAfter()).as(id).isEqualTo(after);
        assertThat(cause.numerator()).as(id).isEqualTo(BigInteger.valueOf(numerator));
        assertThat(cause.denominator()).as(id).isEqualTo(BigInteger.valueOf(denominator));
        assertThat(cause.receivedAt()).as(id).isEqualTo("2026-03-20T00:00:00Z");
    }

    private static AcceptedRecord contact(String id, long revision, String offeredAt, long waitMillis) {
        return Contacts.record(
                id, revision, Contacts.contact("support", Outcome.ANSWERED, offeredAt, waitMillis, 60_000L));
    }

    private static AcceptedRecord answer(String id, long revision, String contact, int nps) {
        SurveyAnswer answer = new SurveyAnswer(
                "va",
                new RecordReference("calls", contact),
                null,
                null,
                Instant.parse("2026-03-21T10:00:00Z"),
                null,
                null,
                nps,
                null);
        return RecordStories.record("calls", id, revision, answer, offset++);
    }

    private static AcceptedRecord score(
            String id, long revision, String contact, String score, QualityEvaluation.Status status) {
        QualityEvaluation evaluation = new QualityEvaluation(
                "va",
                new RecordReference("calls", contact),
                null,
                null,
                Instant.parse("2026-03-25T00:00:00Z"),
                "form",
                null,
                new BigDecimal(score),
                null,
                null,
                status);
        return RecordStories.record("judge", id, revision, evaluation, offset++);
    }
}
