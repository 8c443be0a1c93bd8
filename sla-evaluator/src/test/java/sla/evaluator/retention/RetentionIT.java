package sla.evaluator.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static sla.evaluator.retention.RetentionTrial.CALLS;
import static sla.evaluator.retention.RetentionTrial.JUDGE;
import static sla.evaluator.retention.RetentionTrial.done;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.Retraction;

/** March 2026 ends 13 months before 1 May 2027. */
@QuarkusTest
@WithTestResource(Servers.class)
class RetentionIT {
    private static final Executor IN_A_THREAD = work -> Thread.ofPlatform().start(work);
    private static final String MARCH_IS_OLD = "2027-05-01";
    private static final String BY_OFFER = "from cell_now c"
            + " where attribution = 0 and interval_start >= '2026-03-01 00:00Z'"
            + " and interval_start < '2026-04-01 00:00Z'";

    @Inject
    RetentionTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    CountsAudit audit;

    @BeforeEach
    void begin() throws SQLException {
        trial.begin();
    }

    @AfterEach
    void end() throws SQLException {
        trial.end();
    }

    private static Interaction call(String offeredAt, long waitMillis) {
        return Contacts.contact("support", Outcome.ANSWERED, offeredAt, waitMillis, 60_000L);
    }

    private void store(String id, long revision, Content content) throws SQLException {
        batches.store(List.of(trial.message(CALLS, id, revision, content)));
    }

    private void judge(String id, long revision, Content content) throws SQLException {
        batches.store(List.of(trial.message(JUDGE, id, revision, content)));
    }

    private long facts() throws SQLException {
        return trial.number("select count(*) from fact");
    }

    @Test
    void recordsAreDeletedOnceTheirMonthEndedLongEnoughAgo() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("apr", 1, call("2026-04-01T00:00:00Z", 20_000));
        batches.store(List.of(trial.message("unregistered", "mar", 1, call("2026-03-10T10:05:00Z", 20_000))));
        trial.retainOn("2027-04-30");
        assertThat(facts()).isEqualTo(3);

        JsonPath job = trial.retainOn(MARCH_IS_OLD);
        assertThat(job.getLong("rows")).isEqualTo(1);
        assertThat(job.<String>getList("notes"))
                .containsExactly("sealed: source calls, 2026-03, 1 records deleted with all their revisions");
        assertThat(trial.texts("select source || ' ' || record_id from fact order by 1"))
                .containsExactly("calls apr", "unregistered mar");
        assertThat(trial.number("select sum(answered) " + BY_OFFER)).isEqualTo(2);

        JsonPath again = trial.retainOn(MARCH_IS_OLD);
        assertThat(again.getLong("rows")).isZero();
        assertThat(again.getList("notes")).isEmpty();
    }

    /** Of the year 9999 and kept in a month of its arrival's next year: see FactRow. It goes with that month. */
    @Test
    void declaredMeasureThatLiesFarAheadIsDeletedWithTheMonthItIsKeptIn() throws Exception {
        Instant end = Instant.parse("9999-12-31T23:00:00Z");
        store("plan", 1, RecordStories.totals("support", end, end.plusSeconds(900), 5));
        assertThat(trial.texts("select month::text from fact")).containsExactly("2027-03-01");
        trial.retainOn("2028-04-30");
        assertThat(facts()).isEqualTo(1);
        assertThat(trial.retainOn("2028-05-01").<String>getList("notes"))
                .contains("sealed: source calls, 2027-03, 1 records deleted with all their revisions");
        assertThat(facts()).isZero();
        assertThat(audit.differences()).isEmpty();
    }

    @Test
    void partitionThatNobodyNeedsAnyMoreIsDroppedAndMadeAgainForWhoeverDoes() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        assertThat(trial.retainOn(MARCH_IS_OLD).<String>getList("notes")).contains("dropped: the partition of 2026-03");
        assertThat(trial.texts("select coalesce(to_regclass('fact_2026_03')::text, 'gone')"))
                .containsExactly("gone");
        batches.store(List.of(trial.message("other", "mar", 1, call("2026-03-10T10:05:00Z", 20_000))));
        assertThat(facts()).isEqualTo(1);
        assertThat(audit.differences()).isEmpty();
    }

    /** The batch fails once, and is tried again as every batch that fails. */
    @Test
    void processThatDoesNotKnowThatAPartitionIsGoneMakesItAnew() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        trial.execute("truncate fact, record, cell, cell_delta, delta_batch, day_cell, day_version");
        trial.execute("drop table fact_2026_03");
        AcceptedRecord next = trial.message(CALLS, "next", 1, call("2026-03-10T10:05:00Z", 20_000));
        assertThatThrownBy(() -> batches.store(List.of(next))).hasMessageContaining("no partition");
        batches.store(List.of(next));
        assertThat(facts()).isEqualTo(1);
    }

    @Test
    void verificationNamesTheSealedMonthsAndLeavesThemOut() throws Exception {
        for (String month : List.of("2025-12", "2026-02", "2026-03", "2026-04")) {
            store("of-" + month, 1, call(month + "-10T10:05:00Z", 20_000));
        }
        trial.retainOn(MARCH_IS_OLD);
        batches.fold();
        trial.execute("update cell set answered = 7");
        JsonPath verification = done("verify");
        assertThat(verification.<String>getList("notes"))
                .containsExactly(
                        "left out, for it is sealed: source calls, 2025-12",
                        "left out, for it is sealed: source calls, 2026-02 to 2026-03");
        assertThat(verification.getLong("differences")).isEqualTo(1);
        assertThat(verification.<String>getList("firstDifferences").getFirst()).contains("2026-04-10T10:00:00");
        assertThat(done("rebuild?source=calls&period=2026-03").<String>getList("notes"))
                .containsExactly("left out, for it is sealed: source calls, 2026-03");
        assertThat(trial.texts("select distinct answered " + BY_OFFER)).containsExactly("7");
    }

    /**
     * What counts in other months and in the name of other sources: a contact that ended in April, an evaluation given in
     * May.
     */
    @Test
    void whatDeletedRecordsCountForElsewhereIsStillVerifiedAndMended() throws Exception {
        batches.require(Attribution.ENDED);
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("border", 1, call("2026-03-31T23:59:50Z", 5_000)); // ends on 1 April at 00:00:55
        store("apr", 1, call("2026-04-10T10:05:00Z", 20_000));
        judge("q1", 1, RecordStories.evaluationOf("mar", Instant.parse("2026-05-05T08:00:00Z")));
        judge("q2", 1, RecordStories.evaluationOf("apr", Instant.parse("2026-05-05T08:00:00Z")));
        batches.fold();
        trial.retainOn(MARCH_IS_OLD);

        assertThat(trial.texts("select distinct record_id from fact order by 1"))
                .containsExactly("apr", "q1", "q2");
        // By the end in April; by leaving the queue, which no agreement asks for yet, both.
        assertThat(trial.texts(
                        "select attribution || ' ' || interval_start || ' ' || answered from cell_sealed order by 1"))
                .containsExactly(
                        "1 2026-03-10 10:00:00+00 1", "1 2026-03-31 23:45:00+00 1", "2 2026-04-01 00:00:00+00 1");
        // In the judge's name, whose months are not sealed: by all four moments.
        assertThat(trial.texts("select attribution || ' ' || interval_start || ' ' || score_thousandths"
                        + " from quality_cell_sealed order by 1"))
                .containsExactly(
                        "0 2026-03-10 10:00:00+00 87500",
                        "1 2026-03-10 10:00:00+00 87500",
                        "2 2026-03-10 10:00:00+00 87500",
                        "3 2026-05-05 08:00:00+00 87500");
        assertThat(audit.differences()).isEmpty();
        assertThat(done("rebuild").getLong("differences")).isZero();

        List<String> april = trial.counts(CALLS, "2026-04");
        List<String> may = trial.counts(JUDGE, "2026-05");
        trial.execute("update cell set answered = answered + 1 where interval_start >= '2026-04-01'");
        trial.execute("delete from quality_cell where attribution = 3");
        assertThat(audit.differences()).hasSize(4);
        assertThat(done("rebuild").getLong("differences")).isEqualTo(4);
        assertThat(audit.differences()).isEmpty();
        assertThat(trial.counts(CALLS, "2026-04")).isEqualTo(april);
        assertThat(trial.counts(JUDGE, "2026-05")).isEqualTo(may);
    }

    @Test
    void attributionThatIsNeededAfterTheSealCountsTheDeletedRecords() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("border", 1, call("2026-03-31T23:59:50Z", 5_000));
        store("apr", 1, call("2026-04-10T10:05:00Z", 20_000));
        judge("q1", 1, RecordStories.evaluationOf("mar", Instant.parse("2026-05-05T08:00:00Z")));
        trial.retainOn(MARCH_IS_OLD);
        batches.require(Attribution.ENDED);
        assertThat(trial.texts("select interval_start || ' ' || answered from cell_now c"
                        + " where attribution = 2 order by 1"))
                .containsExactly("2026-03-10 10:00:00+00 1", "2026-04-01 00:00:00+00 1", "2026-04-10 10:00:00+00 1");
        assertThat(trial.number("select sum(evaluations) from (select * from quality_cell"
                        + " union all select * from quality_cell_delta) c where attribution = 2"))
                .isEqualTo(1);
        assertThat(audit.differences()).isEmpty();
        batches.fold();
        trial.execute("update cell set talk_ms = 0 where attribution = 2 and interval_start >= '2026-04-01'");
        assertThat(audit.differences()).hasSize(2);
        assertThat(done("rebuild").getLong("differences")).isEqualTo(2);
        assertThat(audit.differences()).isEmpty();
    }

    /** One of each that would change a count of March; the counts of March stay as they are. */
    @Test
    void whatWouldChangeASealedMonthIsRejected() throws Exception {
        batches.require(Attribution.ENDED);
        store("c1", 2, call("2026-03-10T10:05:00Z", 20_000));
        store("c2", 1, call("2026-04-10T10:05:00Z", 20_000));
        judge("q1", 1, RecordStories.evaluationOf("c1", Instant.parse("2026-05-05T08:00:00Z")));
        trial.retainOn(MARCH_IS_OLD);
        List<String> march = trial.counts(CALLS, "2026-03");
        List<String> judged = trial.counts(JUDGE, "2026-05");
        long facts = facts();

        store("new", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("c1", 3, call("2026-03-10T10:05:00Z", 30_000));
        store("c1", 4, call("2026-04-10T10:05:00Z", 30_000)); // would move out of March
        store("c1", 5, new Retraction());
        store("c1", 2, call("2026-03-10T10:05:00Z", 99_000)); // would make what counts void
        store("c2", 2, call("2026-03-10T10:05:00Z", 30_000)); // would move into March
        store(
                "total",
                1,
                RecordStories.totals(
                        "support", Instant.parse("2026-03-10T00:00:00Z"), Instant.parse("2026-03-11T00:00:00Z"), 5));
        judge("q1", 2, new Retraction());
        judge("q1", 3, RecordStories.evaluationOf("c2", Instant.parse("2026-05-05T08:00:00Z")));
        judge("q2", 1, RecordStories.evaluationOf("c1", Instant.parse("2027-04-20T08:00:00Z")));

        assertThat(facts()).isEqualTo(facts);
        assertThat(trial.counts(CALLS, "2026-03")).isEqualTo(march);
        assertThat(trial.counts(JUDGE, "2026-05")).isEqualTo(judged);
        assertThat(audit.differences()).isEmpty();
        await().untilAsserted(() -> assertThat(trial.texts(
                        "select source || ' ' || record_id || ' ' || revision || ' ' || (reasons -> 0 ->> 'code')"
                                + " from rejected_record order by 1"))
                .containsExactly(
                        "calls c1 2 MONTH_SEALED",
                        "calls c1 3 MONTH_SEALED",
                        "calls c1 4 MONTH_SEALED",
                        "calls c1 5 MONTH_SEALED",
                        "calls c2 2 MONTH_SEALED",
                        "calls new 1 MONTH_SEALED",
                        "calls total 1 MONTH_SEALED",
                        "judge q1 2 MONTH_SEALED",
                        "judge q1 3 MONTH_SEALED",
                        "judge q2 1 MONTH_SEALED"));
        assertThat(trial.texts("select source || ' ' || record_id from record where record_id in ('new', 'total')"))
                .isEmpty();
    }

    /** As when a log is read again from its beginning. */
    @Test
    void whatCountsAlreadyAndWhatIsOlderIsNotRejectedWhenItComesAgain() throws Exception {
        List<AcceptedRecord> messages = List.of(
                trial.message(CALLS, "c1", 1, call("2026-03-09T10:05:00Z", 10_000)),
                trial.message(CALLS, "c1", 2, call("2026-03-10T10:05:00Z", 20_000)),
                trial.message(CALLS, "moved", 1, call("2026-03-10T10:05:00Z", 20_000)),
                trial.message(CALLS, "moved", 2, call("2026-04-10T10:05:00Z", 20_000)),
                trial.message(JUDGE, "q1", 1, RecordStories.evaluationOf("c1", Instant.parse("2026-05-05T08:00:00Z"))));
        batches.store(messages);
        trial.retainOn(MARCH_IS_OLD);
        List<String> march = trial.counts(CALLS, "2026-03");
        List<String> april = trial.counts(CALLS, "2026-04");
        batches.store(messages);
        for (AcceptedRecord message : messages) {
            batches.store(List.of(message));
        }
        assertThat(trial.counts(CALLS, "2026-03")).isEqualTo(march);
        assertThat(trial.counts(CALLS, "2026-04")).isEqualTo(april);
        assertThat(audit.differences()).isEmpty();
        assertThat(trial.texts("select key from outbox where topic = 'sla.rejections'"))
                .isEmpty();
        assertThat(trial.number("select count(*) from rejected_record")).isZero();
    }

    /** Revision 1 was of March. Without its content nobody knows what counts if revision 2 is void. */
    @Test
    void contentThatWouldBringBackADeletedOneIsRejected() throws Exception {
        store("c1", 1, call("2026-03-10T10:05:00Z", 10_000));
        store("c1", 2, call("2026-04-10T10:05:00Z", 20_000));
        trial.retainOn(MARCH_IS_OLD);
        List<String> april = trial.counts(CALLS, "2026-04");
        store("c1", 2, call("2026-04-10T10:05:00Z", 99_000));
        assertThat(trial.counts(CALLS, "2026-04")).isEqualTo(april);
        assertThat(audit.differences()).isEmpty();
        store("c1", 3, call("2026-04-11T10:05:00Z", 30_000));
        assertThat(trial.number("select sum(wait_answered_ms) from cell_now c where interval_start >= '2026-04-01'"))
                .isEqualTo(30_000);
        assertThat(audit.differences()).isEmpty();
    }

    /** Two contents of one revision, one of them deleted: the other must not count for it. */
    @Test
    void conflictStaysOneWhenOneOfItsContentsIsDeleted() throws Exception {
        AcceptedRecord april = trial.message(CALLS, "c1", 1, call("2026-04-10T10:05:00Z", 20_000));
        store("c1", 1, call("2026-03-10T10:05:00Z", 10_000));
        batches.store(List.of(april));
        trial.retainOn(MARCH_IS_OLD);
        batches.store(List.of(april));
        assertThat(trial.counts(CALLS, "2026-04")).isEmpty();
        assertThat(audit.differences()).isEmpty();
        store("c1", 2, call("2026-04-10T10:05:00Z", 20_000));
        assertThat(trial.counts(CALLS, "2026-04")).hasSize(1);
        assertThat(audit.differences()).isEmpty();
    }

    /** The judge's March is sealed, the contact's is not: the evaluation stays where it counted. */
    @Test
    void evaluationThatIsDeletedStaysWhereItCountedWhenItsContactMoves() throws Exception {
        trial.keep(CALLS, Period.ofMonths(30));
        trial.keep(JUDGE, Period.ofMonths(13));
        store("c1", 1, call("2026-02-10T10:05:00Z", 20_000));
        store("c2", 1, call("2026-03-10T10:05:00Z", 20_000));
        judge("q1", 1, RecordStories.evaluationOf("c1", Instant.parse("2026-03-05T08:00:00Z")));
        judge("q2", 1, RecordStories.evaluationOf("c2", Instant.parse("2026-05-05T08:00:00Z")));
        trial.retainOn(MARCH_IS_OLD);
        List<String> february = trial.counts(JUDGE, "2026-02");
        List<String> march = trial.counts(JUDGE, "2026-03");
        assertThat(february).hasSize(1);
        assertThat(march).hasSize(2);
        store("c1", 2, call("2026-02-11T10:05:00Z", 20_000));
        store("c2", 2, call("2026-03-11T10:05:00Z", 20_000));
        assertThat(trial.counts(JUDGE, "2026-02")).isEqualTo(february);
        assertThat(trial.counts(JUDGE, "2026-03")).isEqualTo(march);
        assertThat(audit.differences()).isEmpty();
        assertThat(done("rebuild").getLong("differences")).isZero();
    }

    @Test
    void recordPageSaysThatTheContentsAreDeleted() throws Exception {
        store("c1", 1, call("2026-03-10T10:05:00Z", 20_000));
        judge("q1", 1, RecordStories.evaluationOf("c1", Instant.parse("2026-05-05T08:00:00Z")));
        trial.retainOn(MARCH_IS_OLD);
        JsonPath page = given().get("/v1/records/calls/c1").jsonPath();
        assertThat(page.getString("state")).isEqualTo("sealed");
        assertThat(page.getString("explanation"))
                .isEqualTo(
                        "The record was accepted and counts in 2026-03. That month was sealed on"
                                + " 2027-05-01T00:00:00Z: its records have been deleted and its counts do not change any more.");
        assertThat(given().get("/v1/records/judge/q1").jsonPath().getString("state"))
                .isEqualTo("accepted");
        assertThat(given().get("/v1/orphans?source=judge").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void rejectionsAreForgottenWithTheRecordsOfTheirSource() throws Exception {
        trial.keep(JUDGE, Period.ofMonths(2));
        // Of other tests, whose messages could not be read.
        trial.execute("truncate rejected_record");
        for (String source : List.of(CALLS, JUDGE, "nobody")) {
            for (String received : List.of("2026-03-31T23:59:59Z", "2026-04-01T00:00:00Z", "2027-03-01T00:00:00Z")) {
                trial.execute("insert into rejected_record (topic, partition, \"offset\", source, received_at, reasons)"
                        + " values ('t', 0, 0, '" + source + "', '" + received + "', '[]') on conflict do nothing");
                trial.execute("update rejected_record set topic = '" + source + "' where topic = 't'");
            }
        }
        // Since 1 April 2026 for 13 months, since 1 March 2027 for two.
        assertThat(trial.retainOn(MARCH_IS_OLD).<String>getList("notes")).containsExactly("deleted: 4 old rejections");
        assertThat(trial.texts("select source || ' ' || count(*) from rejected_record group by source order by 1"))
                .containsExactly("calls 2", "judge 1", "nobody 2");
    }

    /** As left by a process that died behind the seal, and by one that died between two pieces. */
    @ParameterizedTest
    @ValueSource(strings = {"no piece", "a piece"})
    void retentionThatWasCutOffIsGoneOnWith(String done) throws Exception {
        batches.require(Attribution.ENDED);
        store("c1", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("c2", 1, call("2026-03-31T23:59:50Z", 5_000));
        trial.execute("insert into sealed_month values ('calls', '2026-03-01', '2027-05-01')");
        if (done.equals("a piece")) {
            trial.execute("delete from fact where record_id = 'c1'");
            trial.execute("insert into cell_sealed select * from cell where false");
            trial.execute("update sealed_month set facts = 1");
        }
        store("late", 1, call("2026-03-10T10:05:00Z", 20_000));
        assertThat(audit.differences()).isEmpty();
        assertThat(trial.retainOn("2027-05-02").<String>getList("notes"))
                .contains("sealed: source calls, 2026-03, 2 records deleted with all their revisions");
        assertThat(facts()).isZero();
        assertThat(audit.differences()).isEmpty();
        assertThat(trial.number("select count(*) from sealed_month where facts_gone_at is null"))
                .isZero();
    }

    /** What commits while months are sealed and records deleted is counted once or rejected. */
    @Test
    void batchesAndFoldsGoOnMeanwhile() throws Exception {
        batches.require(Attribution.ENDED);
        trial.keep(JUDGE, Period.ofMonths(13));
        List<AcceptedRecord> story = RecordStories.of(8, 3_000);
        int half = story.size() / 2;
        batches.store(story.subList(0, half));
        CompletableFuture<JsonPath> retention =
                CompletableFuture.supplyAsync(() -> trial.retainOn("2027-04-01"), IN_A_THREAD);
        int at = half;
        while (!retention.isDone() || at < half + 1_000) {
            int to = Math.min(story.size(), at + 50);
            trial.storeAsTheStreamDoes(story.subList(at, to));
            at = to == story.size() ? half : to;
        }
        assertThat(retention.get().<String>getList("notes").getFirst()).startsWith("sealed: source calls, 2026-02");
        List<String> february = trial.counts(CALLS, "2026-02");
        batches.store(RecordStories.shuffled(story, 8));
        assertThat(trial.counts(CALLS, "2026-02")).isEqualTo(february);
        assertThat(audit.differences()).isEmpty();
        batches.fold();
        assertThat(done("rebuild").getLong("differences")).isZero();
    }

    /** Any story, cut anywhere: what is sealed never changes, the rest is what the records and what was kept give. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyStorySealedAnywhereStaysRight(long seed) throws Exception {
        Random random = new Random(seed);
        if (seed % 2 == 0) {
            trial.keep(JUDGE, Period.ofMonths(13));
        }
        if (seed > 2) {
            batches.require(Attribution.ENDED);
        }
        List<AcceptedRecord> story = RecordStories.shuffled(RecordStories.of(seed, 1_000), seed);
        int first = story.size() / 4 + random.nextInt(story.size() / 2);
        int second = first + random.nextInt(story.size() - first);
        batches.store(story.subList(0, first));
        String what = "seed " + seed;
        trial.retainOn("2027-04-01");
        assertThat(audit.differences()).as(what).isEmpty();
        List<String> early = trial.counts(CALLS, "2026-02");
        assertThat(early).isNotEmpty();
        batches.store(story.subList(first, second));
        assertThat(audit.differences()).as(what).isEmpty();
        batches.require(Attribution.LEFT_QUEUE);
        batches.fold();
        List<String> february = trial.counts(CALLS, "2026-02");
        assertThat(february).as(what).containsAll(early);

        trial.execute("update quality_cell set evaluations = 99 where interval_start >= '2026-03-01'");
        trial.execute("update cell set answered = 99, waits = '' where interval_start >= '2026-03-01'");
        assertThat(audit.differences()).as(what).isNotEmpty();
        done("rebuild");
        assertThat(audit.differences()).as(what).isEmpty();

        batches.store(story.subList(second, story.size()));
        trial.retainOn(MARCH_IS_OLD);
        assertThat(audit.differences()).as(what).isEmpty();
        batches.store(story);
        assertThat(trial.counts(CALLS, "2026-02")).as(what).isEqualTo(february);
        batches.require(Attribution.ENDED);
        assertThat(audit.differences()).as(what).isEmpty();
        batches.fold();
        assertThat(done("rebuild").getLong("differences")).as(what).isZero();
    }
}
