package sla.evaluator.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static sla.evaluator.retention.RetentionTrial.CALLS;
import static sla.evaluator.retention.RetentionTrial.JUDGE;
import static sla.evaluator.retention.RetentionTrial.done;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;

/** Records are kept for 13 months and counts for 14: both of March 2026 are gone on 1 June 2027, of April only records. */
@QuarkusTest
@WithTestResource(Servers.class)
class CountsRetentionIT {
    private static final Executor IN_A_THREAD = work -> Thread.ofPlatform().start(work);
    private static final String MARCH_IS_GONE = "2027-06-01";

    @Inject
    RetentionTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    AgreementTable agreements;

    @Inject
    CountsAudit audit;

    @Inject
    MovableClock clock;

    @BeforeEach
    void begin() throws SQLException {
        trial.begin();
        forgetResults();
        keep(CALLS, 13, 14);
    }

    @AfterEach
    void end() throws SQLException {
        forgetResults();
        trial.execute("delete from source where id = 'other'");
        trial.end();
    }

    private void forgetResults() throws SQLException {
        trial.execute("delete from difference");
        trial.execute("delete from frozen_period");
        trial.execute("truncate freeze_due, agreement_due, unreadable_message");
    }

    private void keep(String source, int facts, int counts) throws SQLException {
        trial.keep(source, Period.ofMonths(facts), Period.ofYears(100), Period.ofMonths(counts));
    }

    private static Interaction call(String offeredAt, long waitMillis) {
        return Contacts.contact("support", Outcome.ANSWERED, offeredAt, waitMillis, 60_000L);
    }

    private void store(String id, long revision, Content content) throws SQLException {
        batches.store(List.of(trial.message(CALLS, id, revision, content)));
    }

    /** What it says of months: partitions and rejections may be left from elsewhere. */
    private List<String> retainOn(String day) throws SQLException {
        trial.awaitEvaluated();
        return trial.retainOn(day).<String>getList("notes").stream()
                .filter(note -> !note.startsWith("dropped:") && !note.endsWith("old rejections"))
                .toList();
    }

    /** Rows of counts of the registered sources, whatever they say. */
    private long rows(String month) throws SQLException {
        long rows = 0;
        for (String table : List.of("cell", "quality_cell", "survey_cell")) {
            for (String behind : List.of("", "_delta", "_sealed")) {
                rows += trial.number("select count(*) from " + table + behind
                        + " join series s on s.id = series_id where s.source in ('calls', 'judge')"
                        + " and interval_start >= '" + month + "-01 00:00Z'"
                        + " and interval_start < timestamptz '" + month + "-01 00:00Z' + interval '1 month'");
            }
        }
        return rows;
    }

    private static JsonPath performance(String query) {
        return given().get("/v1/performance?zone=UTC&metric=volume,average-speed-of-answer&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /**
     * Of each month a call; the counts of April and of another source stay. Three rows of a call: the quarter-hour by its
     * offer, and what is kept for the two attributions that no agreement uses yet.
     */
    @Test
    void countsGoWhenTheirTimeIsOverAndIdentitiesStay() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("apr", 1, call("2026-04-10T10:05:00Z", 20_000));
        batches.store(List.of(trial.message("unregistered", "mar", 1, call("2026-03-10T10:05:00Z", 20_000))));
        List<String> others = trial.counts("unregistered", "2026-03");
        assertThat(retainOn("2027-05-31"))
                .containsExactly("sealed: source calls, 2026-03, 1 records deleted with all their revisions");
        List<String> april = trial.counts(CALLS, "2026-04");
        assertThat(retainOn(MARCH_IS_GONE))
                .containsExactly(
                        "sealed: source calls, 2026-04, 1 records deleted with all their revisions",
                        "deleted: the counts of source calls, 2026-03, 3 rows");
        assertThat(trial.counts(CALLS, "2026-03")).isEmpty();
        assertThat(trial.counts(CALLS, "2026-04")).isEqualTo(april).hasSize(1);
        assertThat(trial.counts("unregistered", "2026-03")).isEqualTo(others).hasSize(1);
        assertThat(trial.texts("select record_id from record where source = 'calls' order by 1"))
                .containsExactly("apr", "mar");
        assertThat(retainOn(MARCH_IS_GONE)).isEmpty();

        JsonPath verification = done("verify");
        assertThat(verification.getLong("differences")).isZero();
        assertThat(verification.<String>getList("notes"))
                .containsExactly(
                        "left out, for it is sealed: source calls, 2026-02",
                        "left out, for it is sealed: source calls, 2026-04",
                        "left out, for its counts have been deleted: source calls, 2026-03");
        assertThat(done("rebuild?source=calls&period=2026-03").<String>getList("notes"))
                .containsExactly("left out, for its counts have been deleted: source calls, 2026-03");
    }

    /** All there can be in a month, at its edges too: by every attribution, with days of zones, folded and not. */
    @Test
    void nothingOfADeletedMonthIsLeftAndAllElseIsRight() throws Exception {
        keep(JUDGE, 13, 14);
        batches.use(agreement(1, 0));
        batches.require(Attribution.ENDED);
        List<AcceptedRecord> story = RecordStories.shuffled(RecordStories.of(11, 600), 11);
        batches.store(story.subList(0, story.size() / 2));
        batches.fold();
        batches.store(story.subList(story.size() / 2, story.size()));
        store("border", 1, call("2026-03-31T23:59:50Z", 15_000));
        assertThat(rows("2026-02")).isPositive();
        List<String> march = march();

        batches.fold();
        String versions = "select vendor || ' ' || version from day_version where day_start = '2026-02-28 23:00Z'";
        List<String> known = trial.texts(versions);

        retainOn("2027-05-01");
        assertThat(trial.texts(versions)).isNotEmpty().doesNotContainAnyElementsOf(known);
        assertThat(rows("2026-02")).isZero();
        assertThat(march()).isEqualTo(march).hasSizeGreaterThan(20);
        assertThat(audit.differences()).isEmpty();
        assertThat(trial.number("select count(*) from control_total where from_at < '2026-03-01 00:00Z'"))
                .isZero();
        assertThat(trial.number("select count(*) from control_total")).isPositive();
        assertThat(trial.number("select (select count(*) from day_cell where day_start < '2026-02-28 23:00Z')"
                        + " + (select count(*) from day_version where day_start < '2026-02-28 23:00Z')"))
                .isZero();
        // Amsterdam's 1 March goes on with the 23 hours that are left of it.
        assertThat(trial.number("select count(*) from day_cell where day_start = '2026-02-28 23:00Z'"))
                .isPositive();
        batches.store(story);
        batches.fold();
        assertThat(rows("2026-02")).isZero();
        assertThat(audit.differences()).isEmpty();
        assertThat(done("rebuild").getLong("differences")).isZero();

        assertThat(march()).isEqualTo(march);
        retainOn(MARCH_IS_GONE);
        assertThat(rows("2026-03")).isZero();
        assertThat(trial.number("select count(*) from control_total")
                        + trial.number("select count(*) from control_total_comparison"))
                .isZero();
        // By their end the call at the border and others count in April, which is kept.
        assertThat(trial.texts("select distinct attribution from cell order by 1"))
                .contains("1", "2");
        assertThat(audit.differences()).isEmpty();
        assertThat(done("rebuild").getLong("differences")).isZero();
    }

    private List<String> march() throws SQLException {
        List<String> march = new ArrayList<>(trial.counts(CALLS, "2026-03"));
        march.addAll(trial.counts(JUDGE, "2026-03"));
        return march;
    }

    /** A judgement of December about a contact of March, whose source is not registered and so keeps its records. */
    @Test
    void attributionThatIsNeededAfterwardsBringsNothingBack() throws Exception {
        keep(JUDGE, 13, 14);
        batches.store(List.of(trial.message("unregistered", "c1", 1, call("2026-03-10T10:05:00Z", 20_000))));
        batches.store(List.of(trial.message(
                JUDGE,
                "q1",
                1,
                new QualityEvaluation(
                        "va",
                        new RecordReference("unregistered", "c1"),
                        null,
                        null,
                        Instant.parse("2026-12-05T08:00:00Z"),
                        "form",
                        null,
                        new BigDecimal("87.5"),
                        null,
                        null,
                        QualityEvaluation.Status.RELEASED))));
        assertThat(trial.counts(JUDGE, "2026-03")).hasSize(1);
        batches.fold();
        assertThat(retainOn(MARCH_IS_GONE)).contains("deleted: the counts of source judge, 2026-03, 1 rows");
        batches.require(Attribution.ENDED);
        batches.fold();
        assertThat(rows("2026-03")).isZero();
        assertThat(trial.counts("unregistered", "2026-03")).hasSize(2);
        assertThat(audit.differences()).isEmpty();
        assertThat(retainOn("2028-02-01"))
                .contains("sealed: source judge, 2026-12, 1 records deleted with all their revisions");
        assertThat(rows("2026-03")).isZero();
        batches.require(Attribution.LEFT_QUEUE);
        assertThat(rows("2026-03")).isZero();
        assertThat(rows("2026-12")).isEqualTo(1);
        assertThat(audit.differences()).isEmpty();
    }

    /**
     * March counted in a result. Whatever may still come of its records, it must not count once more: not in March, and
     * not elsewhere.
     */
    @Test
    void recordOfADeletedMonthCountsNowhereAgain() throws Exception {
        store("c1", 2, call("2026-03-10T10:05:00Z", 20_000));
        store("mov", 1, call("2026-05-10T10:05:00Z", 20_000));
        store("mov", 2, call("2026-03-10T10:05:00Z", 20_000));
        AcceptedRecord again = trial.message(CALLS, "c1", 2, call("2026-03-10T10:05:00Z", 20_000));
        retainOn(MARCH_IS_GONE);
        List<String> may = trial.counts(CALLS, "2026-05");

        batches.store(List.of(again));
        store("c1", 1, call("2026-05-10T10:05:00Z", 20_000)); // an old one of another month
        store("mov", 1, call("2026-05-10T10:05:00Z", 20_000));
        assertThat(trial.texts("select key from outbox where topic = 'sla.rejections'"))
                .isEmpty();
        store("c1", 3, call("2026-05-10T10:05:00Z", 20_000)); // would move to May
        store("c1", 4, new Retraction());
        store("mov", 3, call("2026-05-11T10:05:00Z", 20_000));
        store("new", 1, call("2026-03-10T10:05:00Z", 20_000));
        batches.store(List.of(trial.message(
                JUDGE, "q1", 1, RecordStories.evaluationOf("c1", Instant.parse("2027-06-20T08:00:00Z")))));
        batches.fold();

        assertThat(rows("2026-03")).isZero();
        assertThat(trial.counts(CALLS, "2026-05")).isEqualTo(may).isEmpty();
        assertThat(trial.counts(JUDGE, "2027-06")).isEmpty();
        assertThat(audit.differences()).isEmpty();
        await().untilAsserted(() -> assertThat(trial.texts(
                        "select source || ' ' || record_id || ' ' || revision || ' ' || (reasons -> 0 ->> 'code')"
                                + " from rejected_record order by 1"))
                .containsExactly(
                        "calls c1 3 MONTH_SEALED",
                        "calls c1 4 MONTH_SEALED",
                        "calls mov 3 MONTH_SEALED",
                        "calls new 1 MONTH_SEALED",
                        "judge q1 1 MONTH_SEALED"));
        JsonPath page = given().get("/v1/records/calls/c1").jsonPath();
        assertThat(page.getString("state")).isEqualTo("sealed");
        assertThat(page.getString("explanation"))
                .isEqualTo("The record was accepted and counted in 2026-03. That month was sealed on"
                        + " 2027-06-01T00:00:00Z: its records have been deleted, and since 2027-06-01T00:00:00Z its"
                        + " counts, too. What was evaluated by them stays.");
    }

    /**
     * Calls of 20 s in March and of 40 s in April. March is asked about in every way: nothing is told of what is left, and
     * all is told of April.
     */
    @Test
    void answersSayThatCountsAreDeleted() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        store("apr", 1, call("2026-04-10T10:05:00Z", 40_000));
        Instant day = Instant.parse("2026-03-10T00:00:00Z");
        store("total", 1, RecordStories.totals("support", day, day.plusSeconds(86_400), 5));
        batches.store(List.of(trial.message("unregistered", "mar", 1, call("2026-03-10T10:05:00Z", 50_000))));
        String months = "from=2026-03&to=2026-05&time=month";
        assertThat(performance(months).getList("notKept")).isNull();
        retainOn(MARCH_IS_GONE);

        JsonPath all = performance(months);
        assertThat(all.getList("notKept").toString()).isEqualTo("[{source=calls, months=[2026-03]}]");
        assertThat(all.getList("rows[0].metrics.state").toString()).isEqualTo("[not-kept, not-kept]");
        assertThat(all.getList("rows[0].metrics.value").toString()).isEqualTo("[null, null]");
        assertThat(all.getList("rows[0].metrics.counts").toString()).isEqualTo("[{}, {}]");
        assertThat(all.getString("rows[0].metrics[0].reason"))
                .isEqualTo("The counts of source 'calls' of 2026-03 have been deleted.");
        assertThat(all.getMap("rows[0]")).doesNotContainKey("completeness");
        assertThat(all.getString("rows[1].metrics[1].value")).isEqualTo("40.000000");
        assertThat(all.getMap("rows[1]")).doesNotContainKey("notKept").containsKey("completeness");

        // A total over both is none, nor is a day of another zone that has an hour of March.
        assertThat(performance("from=2026-03&to=2026-05").getString("rows[0].metrics[0].state"))
                .isEqualTo("not-kept");
        assertThat(performance("from=2026-03-31T23:45:00Z&to=2026-04-11").getString("rows[0].metrics[0].state"))
                .isEqualTo("not-kept");
        assertThat(performance("from=2026-04-01&to=2026-04-11").getString("rows[0].metrics[0].value"))
                .isEqualTo("1.000000");
        JsonPath bySource = performance("from=2026-03&to=2026-04&groupBy=source&source=calls&source=unregistered");
        assertThat(bySource.getList("rows.group.source").toString()).isEqualTo("[calls, unregistered]");
        assertThat(bySource.getString("rows[0].metrics[1].state")).isEqualTo("not-kept");
        assertThat(bySource.getString("rows[1].metrics[1].value")).isEqualTo("50.000000");
        assertThat(performance("from=2026-03&to=2026-04&queue=another").getString("rows[0].metrics[0].value"))
                .isEqualTo("0.000000");

        JsonPath completeness = given().get("/v1/completeness?zone=UTC&" + months + "&groupBy=source")
                .jsonPath();
        assertThat(completeness.getMap("")).doesNotContainKey("total");
        assertThat(completeness.getList("notKept").toString()).isEqualTo("[{source=calls, months=[2026-03]}]");
        assertThat(completeness.getList("rows.group.source").toString()).isEqualTo("[calls, unregistered, calls]");
        assertThat(completeness.getMap("rows[0]")).doesNotContainKey("figures");
        assertThat(completeness.getList("rows[0].notKept").toString()).isEqualTo("[{source=calls, months=[2026-03]}]");
        assertThat(completeness.getLong("rows[1].figures.contacts")).isEqualTo(1);
        assertThat(completeness.getLong("rows[2].figures.contacts")).isEqualTo(1);
        JsonPath april =
                given().get("/v1/completeness?zone=UTC&from=2026-04&to=2026-05").jsonPath();
        assertThat(april.getLong("total.contacts")).isEqualTo(1);
        assertThat(april.getMap("")).doesNotContainKey("notKept");

        JsonPath unmatched = given().get("/v1/unmatched?source=calls").jsonPath();
        assertThat(unmatched.getList("notKept").toString()).isEqualTo("[{source=calls, months=[2026-03]}]");
        assertThat(unmatched.getLong("queues[0].contacts")).isEqualTo(1);
        assertThat(given().get("/v1/unmatched?source=unregistered").jsonPath().getMap(""))
                .doesNotContainKey("notKept");
    }

    /**
     * Amsterdam's March has hours of UTC's February, its April of UTC's March. Calls of 40 s give (40 − 30) × −500 =
     * −5,000 a month, and −10,000 under version 2.
     */
    @Test
    void resultsOfDeletedMonthsStayAsTheyStand() throws Exception {
        agreements.store(agreement(1, -500));
        for (String month : List.of("2026-03", "2026-04", "2026-05")) {
            store("of-" + month, 1, call(month + "-10T10:05:00Z", 40_000));
        }
        trial.awaitEvaluated();
        freeze("frozen", "2026-03").statusCode(201);
        store("late", 1, call("2026-03-11T10:05:00Z", 80_000));
        retainOn("2027-05-31");
        String results = "select concat_ws(' ', period, version, sequence, withdrawn, document) from evaluation"
                + " where period between '2026-03' and '%s' order by 1";
        String differences = "select number || ' ' || document from difference order by 1";
        await().untilAsserted(() -> assertThat(trial.texts(differences)).hasSize(1));
        // (40 + 80) / 2 = 60 s would be −15,000.
        assertThat(trial.texts("select (document::jsonb -> 'malus' ->> 'amount') from difference"))
                .containsExactly("-10000.00");
        List<String> difference = trial.texts(differences);
        // Two quarter-hours by two attributions, and two rows that are kept for the third.
        assertThat(retainOn(MARCH_IS_GONE)).contains("deleted: the counts of source calls, 2026-03, 6 rows");
        trial.awaitEvaluated();
        List<String> before = trial.texts(results.formatted("2026-04"));
        assertThat(before).hasSize(2).allMatch(result -> result.contains("\"malus\":{\"amount\":\"-5000.00\""));

        agreements.store(agreement(2, -1_000));
        trial.execute("insert into changed_day (vendor, day) values ('va', '2026-03-15'), ('va', '2026-04-15')");
        trial.awaitEvaluated();
        assertThat(trial.texts(results.formatted("2026-04"))).isEqualTo(before);
        assertThat(trial.texts("select document from evaluation where period = '2026-05'"))
                .first()
                .asString()
                .contains("\"malus\":{\"amount\":\"-10000.00\"");
        assertThat(trial.texts(differences)).isEqualTo(difference);
        freeze("late", "2026-04")
                .statusCode(409)
                .body(
                        "detail",
                        containsString(
                                "The counts of source 'calls' of 2026-03 have been deleted. Its last evaluation"));
        freeze("frozen", "2026-03").statusCode(200);
        freeze("may", "2026-05").statusCode(201);
        assertThat(given().get("/v1/freezes/frozen/recomputed").jsonPath().getBoolean("identical"))
                .isTrue();

        // An end of the agreement withdraws May, which is frozen, no more than what cannot be made again.
        trial.execute("delete from agreement_version");
        agreements.store(agreement(3, -500, "2027-01-01"));
        trial.awaitEvaluated();
        assertThat(trial.texts(results.formatted("2026-04"))).isEqualTo(before);
        assertThat(trial.texts("select period from evaluation where withdrawn and period < '2026-12' order by 1"))
                .contains("2026-02", "2026-06")
                .doesNotContain("2026-03", "2026-04");
    }

    @Test
    void countsOfAVendorStayAsLongAsAnySourceOfItMayChangeTheMonth() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        keep("other", 14, 20);
        assertThat(retainOn(MARCH_IS_GONE))
                .contains("kept: the counts of source calls, 2026-03: 2026-04 of source other may still change");
        assertThat(trial.counts(CALLS, "2026-03")).hasSize(1);
        assertThat(trial.number("select count(*) from sealed_month where source = 'other'"))
                .isZero();
        batches.store(List.of(trial.message("other", "mar", 1, call("2026-03-10T10:05:00Z", 20_000))));
        assertThat(trial.counts("other", "2026-03")).hasSize(1);

        // Its April has no record, and gets none any more.
        assertThat(retainOn("2027-07-01")).contains("deleted: the counts of source calls, 2026-03, 3 rows");
        assertThat(trial.counts("other", "2026-03")).hasSize(1);
        batches.store(List.of(trial.message("other", "apr", 1, call("2026-04-01T00:00:00Z", 20_000))));
        assertThat(trial.counts("other", "2026-04")).isEmpty();
        assertThat(audit.differences()).isEmpty();
    }

    @Test
    void sourceThatIsRegisteredLaterCannotAddToADeletedMonth() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        retainOn(MARCH_IS_GONE);
        keep("other", 13, 14);
        assertThat(trial.texts("select month::text from sealed_month where source = 'other'" + " order by 1"))
                .containsExactly("2026-02-01", "2026-03-01", "2026-04-01");
        batches.store(List.of(
                trial.message("other", "mar", 1, call("2026-03-10T10:05:00Z", 20_000)),
                trial.message("other", "may", 1, call("2026-05-10T10:05:00Z", 20_000))));
        assertThat(trial.counts("other", "2026-03")).isEmpty();
        assertThat(trial.counts("other", "2026-05")).hasSize(1);
        assertThat(audit.differences()).isEmpty();
    }

    /** A vendor is evaluated at most once a second, and the clock stands still. */
    @Test
    void countsThatAreStillToBeEvaluatedStay() throws Exception {
        store("mar", 1, call("2026-03-10T10:05:00Z", 20_000));
        trial.awaitEvaluated();
        clock.set(MARCH_IS_GONE + "T00:00:00Z");
        String change = "insert into changed_day (vendor, day) values ('va', '2026-04-30')";
        trial.execute(change);
        await().untilAsserted(() ->
                assertThat(trial.texts("select vendor from changed_day")).isEmpty());
        trial.execute(change);
        assertThat(trial.retainOn(MARCH_IS_GONE).<String>getList("notes"))
                .contains("kept: the counts of source calls, 2026-03: changes are still to be evaluated");
        assertThat(trial.counts(CALLS, "2026-03")).hasSize(1);
        assertThat(retainOn("2027-06-02")).containsExactly("deleted: the counts of source calls, 2026-03, 3 rows");
    }

    /**
     * As left by a process that died behind the note, and by one that died between two pieces. 31 quarter-hours by the
     * offer, and as many rows for each of the two attributions that no agreement uses.
     */
    @ParameterizedTest
    @ValueSource(strings = {"no piece", "a piece"})
    void deletionThatWasCutOffIsGoneOnWith(String done) throws Exception {
        for (int day = 1; day <= 31; day++) {
            store("c" + day, 1, call("2026-03-%02dT10:05:00Z".formatted(day), 20_000));
        }
        batches.fold();
        retainOn("2027-05-31");
        trial.execute("update sealed_month set counts_deleted_at = '2027-06-01' where month = '2026-03-01'");
        trial.execute("insert into deleted_counts values ('calls', '2026-03-01', 'va', 'support')");
        if (done.equals("a piece")) {
            trial.execute("delete from cell where interval_start < '2026-03-11 00:00Z'");
            trial.execute("update sealed_month set counts = 10 where month = '2026-03-01'");
        }
        assertThat(performance("from=2026-03&to=2026-04").getString("rows[0].metrics[0].state"))
                .isEqualTo("not-kept");
        assertThat(audit.differences()).isEmpty();
        assertThat(retainOn("2027-06-02")).contains("deleted: the counts of source calls, 2026-03, 93 rows");
        assertThat(rows("2026-03")).isZero();
        assertThat(retainOn("2027-06-02")).isEmpty();
    }

    /** Batches, folds, rounds and answers go on; April comes in while March goes. */
    @Test
    void allElseGoesOnMeanwhile() throws Exception {
        keep(JUDGE, 13, 14);
        agreements.store(agreement(1, -500));
        List<AcceptedRecord> story = RecordStories.of(9, 1_500);
        batches.store(story);
        retainOn("2027-05-01");
        trial.awaitEvaluated();
        String offered = performance("from=2026-03&to=2026-04&vendor=va").getString("rows[0].metrics[0].value");
        CompletableFuture<JsonPath> retention =
                CompletableFuture.supplyAsync(() -> trial.retainOn(MARCH_IS_GONE), IN_A_THREAD);
        int stored = 0;
        while (!retention.isDone() || stored < 30) {
            store("now-" + stored, 1, call("2026-06-%02dT10:05:00Z".formatted(1 + stored % 28), 20_000));
            int at = stored++ * 50 % (story.size() - 50);
            batches.store(story.subList(at, at + 50));
            JsonPath march = performance("from=2026-03&to=2026-04&vendor=va");
            if (march.getList("notKept") == null) {
                assertThat(march.getString("rows[0].metrics[0].value")).isEqualTo(offered);
            }
        }
        assertThat(retention.get().<String>getList("notes").toString())
                .contains(
                        "deleted: the counts of source calls, 2026-03", "deleted: the counts of source judge, 2026-03");
        assertThat(rows("2026-03")).isZero();
        assertThat(trial.number("select sum(answered) from cell_now c"
                        + " where attribution = 0 and interval_start >= '2026-06-01 00:00Z'"))
                .isEqualTo(stored);
        assertThat(audit.differences()).isEmpty();
        batches.fold();
        assertThat(done("rebuild").getLong("differences")).isZero();
    }

    @Test
    void messagesThatCouldNotBeReadGoAfterThirtyDays() throws Exception {
        for (String at : List.of("2027-05-01 23:59:59Z", "2027-05-02 00:00:00Z")) {
            trial.execute("insert into unreadable_message (topic, partition, \"offset\", appended_at, value, reason)"
                    + " values ('t', 0, 0, '" + at + "', 'x', 'no JSON')");
        }
        assertThat(retainOn(MARCH_IS_GONE)).containsExactly("deleted: 1 old messages that could not be read");
        assertThat(trial.texts("select appended_at::text from unreadable_message"))
                .containsExactly("2027-05-02 00:00:00+00");
    }

    private static ValidatableResponse freeze(String id, String period) {
        return given().contentType("application/json")
                .body("{\"agreement\": \"kept-va\", \"period\": \"" + period + "\"}")
                .put("/v1/freezes/" + id)
                .then();
    }

    static Agreement agreement(int version, int malus) {
        return agreement(version, malus, "2026-01-01");
    }

    private static Agreement agreement(int version, int malus, String from) {
        return Contracts.read("""
                agreement: kept-va
                version: VERSION
                title: Kept
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: FROM
                zone: Europe/Amsterdam
                currency: EUR
                lots:
                  - {id: all, title: All work}
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, attribution: left-queue,
                     metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}
                rules:
                  - {id: asa, kpi: asa, shape: linear, above: {edge: 30, amount: MALUS}}
                """.replace("VERSION", String.valueOf(version))
                .replace("FROM", from)
                .replace("MALUS", String.valueOf(malus)));
    }
}
