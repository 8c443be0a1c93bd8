package sla.evaluator.job;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowingConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;

@QuarkusTest
@WithTestResource(Servers.class)
class JobIT {
    private static final Executor IN_A_THREAD = work -> Thread.ofPlatform().start(work);

    @Inject
    StoredBatches batches;

    @Inject
    CountsAudit audit;

    @Inject
    CountsInUse inUse;

    @Inject
    DataSource database;

    @Inject
    AgreementTable agreements;

    @Inject
    JobTable jobs;

    @Inject
    MovableClock clock;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        execute("truncate zone_in_use");
        try (Connection connection = database.getConnection()) {
            inUse.require(connection, ZoneId.of("Europe/Amsterdam"));
        }
        execute("truncate job");
    }

    @AfterEach
    void forget() throws SQLException {
        execute("delete from agreement_version where agreement = 'job-seen'");
        execute("delete from evaluation where agreement = 'job-seen'");
        execute("truncate job");
        batches.empty();
        clock.release();
    }

    @Test
    void verificationOfRightCountsFindsNothing() throws Exception {
        batches.store(RecordStories.of(1, 500));
        JsonPath job = done("verify");
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getLong("differences")).isZero();
        assertThat(job.getLong("rows")).isGreaterThan(500);
        assertThat(job.getList("firstDifferences")).isEmpty();
        assertThat(job.getInt("stepsDone")).isEqualTo(job.getInt("steps"));
    }

    @Test
    void verificationNamesWhatDiffersByItsContacts() throws Exception {
        batches.store(List.of(
                Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000),
                Contacts.answered("c2", "2026-03-10T10:06:00Z", 21_000)));
        batches.fold();
        execute("update cell set answered = 3");
        JsonPath job = done("verify");
        assertThat(job.getLong("differences")).isEqualTo(2);
        assertThat(job.<String>getList("firstDifferences").getFirst())
                .startsWith("cell of source calls, vendor va, ")
                .contains("by offered", "interval_start 2026-03-10T10:00:00+00:00")
                .endsWith(": answered is 3, the facts give 2");
        assertThat(job.<String>getList("firstDifferences").get(1))
                .startsWith("day_cell of ")
                .contains("zone Europe/Amsterdam", "day_start 2026-03-09T23:00:00+00:00")
                .endsWith(": answered is 2, its quarter-hours give 3");
        await().until(() -> given().get("/q/health/well").statusCode() == 503);
        execute("update cell set answered = 2");
        assertThat(done("verify").getLong("differences")).isZero();
        await().until(() -> given().get("/q/health/well").statusCode() == 200);
    }

    @Test
    void verificationThatFailsIsSeenInHealth() throws Exception {
        execute("alter table survey_cell rename to survey_cell_away");
        try {
            assertThat(done("verify").getString("failure")).contains("survey_cell");
            await().until(() -> given().get("/q/health/well").statusCode() == 503);
        } finally {
            execute("alter table survey_cell_away rename to survey_cell");
        }
    }

    @Test
    void jobThatIsFinishedStaysAsItEnded() throws Exception {
        long id = done("verify").getLong("id");
        jobs.failed(id, "by a process that had lost it", Instant.now());
        assertThat(given().get("/v1/jobs/" + id).jsonPath().getString("state")).isEqualTo("done");
    }

    /** As left by a process that died at it. */
    @Test
    void jobThatWasBegunIsDoneByTheNext() throws Exception {
        execute("insert into job (kind, requested_at, started_at, step) values ('verify', now(), now(), 'cell')");
        await().until(() ->
                given().get("/v1/jobs").jsonPath().getString("items[0].state").equals("done"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate cell, quality_cell, survey_cell, day_cell",
                "delete from cell where ctid in (select ctid from cell limit 10)",
                "update day_cell set answered = answered + 1",
                "update day_cell set waits = substring(waits from 1 for 8) where length(waits) > 8",
                "insert into cell select 999999, 0, '2026-03-10 10:00Z', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                        + " wait_entry(0, 4, 7)",
                "update survey_cell set answers = answers * 2",
                "insert into cell_delta select * from cell limit 10"
            })
    void rebuildPutsEveryKindOfWrongCountRight(String damage) throws Exception {
        List<AcceptedRecord> story = RecordStories.of(5, 600);
        batches.store(story.subList(200, story.size()));
        batches.fold();
        batches.store(story.subList(0, 200));
        execute(damage);
        assertThat(audit.differences()).isNotEmpty();
        JsonPath job = done("rebuild");
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getLong("differences")).isPositive();
        assertThat(audit.differences()).isEmpty();
        batches.fold();
        assertThat(audit.differences()).isEmpty();
    }

    @Test
    void rebuildOfRightCountsChangesNothing() throws Exception {
        batches.store(RecordStories.of(6, 500));
        assertThat(done("rebuild").getLong("differences")).isZero();
        assertThat(audit.differences()).isEmpty();
    }

    /** In Amsterdam 1 March begins on 28 February at 23:00 UTC, so one quarter-hour of it is of February. */
    @Test
    void rebuildTakesOnlyWhatIsAskedFor() throws Exception {
        batches.store(List.of(
                Contacts.answered("feb", "2026-02-10T10:05:00Z", 20_000),
                Contacts.answered("border", "2026-02-28T23:05:00Z", 20_000),
                Contacts.answered("mar", "2026-03-01T00:05:00Z", 20_000),
                RecordStories.record(
                        "other",
                        "mar",
                        1,
                        Contacts.answered("", "2026-03-10T10:05:00Z", 20_000).content(),
                        1)));
        batches.fold();
        execute("update cell set answered = 5");
        assertThat(done("rebuild?source=calls&period=2026-03").getLong("differences"))
                .isEqualTo(2);
        assertThat(audit.differences())
                .satisfiesExactly(
                        differing("calls", "2026-02-10T10:00:00", "is 5, the facts give 1"),
                        differing("calls", "2026-02-28T23:00:00", "is 5, the facts give 1"),
                        differing("other", "2026-03-10T10:00:00", "is 5, the facts give 1"),
                        differing("calls", "2026-02-09T23:00:00", "is 1, its quarter-hours give 5"),
                        differing("other", "2026-03-09T23:00:00", "is 1, its quarter-hours give 5"));
        done("rebuild?source=calls&period=2026-02");
        assertThat(audit.differences())
                .satisfiesExactly(
                        differing("other", "2026-03-10T10:00:00", "is 5, the facts give 1"),
                        differing("other", "2026-03-09T23:00:00", "is 1, its quarter-hours give 5"));
    }

    private static ThrowingConsumer<String> differing(String source, String start, String numbers) {
        return words ->
                assertThat(words).contains("source " + source + ",", start).endsWith(numbers);
    }

    /** What commits while a rebuild is under way must be neither lost nor taken twice. */
    @Test
    void rebuildGoesOnWhileRecordsComeIn() throws Exception {
        List<AcceptedRecord> story = RecordStories.of(7, 6_000);
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Void> folding = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (!stop.get()) {
                            batches.fold();
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                IN_A_THREAD);
        int at = 0;
        for (int rebuilds = 0; rebuilds < 3; rebuilds++) {
            CompletableFuture<JsonPath> rebuild = CompletableFuture.supplyAsync(() -> done("rebuild"), IN_A_THREAD);
            int before = at;
            while (!rebuild.isDone() && at < story.size()) {
                int to = Math.min(story.size(), at + 20);
                batches.store(story.subList(at, to));
                at = to;
            }
            assertThat(rebuild.get().getString("state")).isEqualTo("done");
            assertThat(at).isGreaterThan(before);
        }
        batches.store(story.subList(at, story.size()));
        stop.set(true);
        folding.get();
        assertThat(audit.differences()).isEmpty();
    }

    /** Evaluations are made of days; no one may be made of a day and a correction that is not for it. */
    @ParameterizedTest
    @ValueSource(strings = {"cell", "day_cell", "cell day_cell"})
    void rebuildIsSeenInEvaluations(String wrong) throws Exception {
        clock.set("2026-04-01T12:00:00Z");
        batches.store(List.of(Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000)));
        batches.fold();
        agreements.store(Contracts.version("job-seen", 1, "va", "Europe/Amsterdam", "2026-03-01", "2026-03-31"));
        await().until(() -> evaluation() != null);
        String right = evaluation();
        for (String table : wrong.split(" ")) {
            execute("update " + table + " set answered = answered + 5");
        }
        if (wrong.contains("day_cell")) {
            execute("update day_version set version = gen_random_uuid()");
            execute("insert into agreement_due values ('job-seen')");
            await().until(() -> !right.equals(evaluation()));
        }
        clock.set("2026-04-01T12:00:05Z");
        done("rebuild");
        await().during(Duration.ofSeconds(1)).until(() -> right.equals(evaluation()));
    }

    private @Nullable String evaluation() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select document from evaluation where agreement = 'job-seen'")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Test
    void attributionsKeptForAgreementsAreCompared() throws Exception {
        batches.require(Attribution.ENDED);
        batches.store(List.of(Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000)));
        batches.fold();
        execute("delete from cell where attribution = 2");
        assertThat(done("verify").<String>getList("firstDifferences").getFirst())
                .contains("by ended");
    }

    @Test
    void slipsGetAClearAnswer() {
        given().post("/v1/jobs/rebuild?period=March")
                .then()
                .statusCode(400)
                .body("detail", equalTo("'period' must be a month from 1970-01 to 2999-12, not 'March'."));
        given().post("/v1/jobs/rebuild?source=nobody")
                .then()
                .statusCode(404)
                .body("detail", equalTo("Nothing of a source 'nobody' is counted."));
        given().post("/v1/jobs/rebuild?period=9999-12").then().statusCode(400);
        given().get("/v1/jobs/99999").then().statusCode(404);
    }

    /** Asks for the job and waits for its end. */
    private static JsonPath done(String request) {
        String place = given().post("/v1/jobs/" + request)
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> given().get(place)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        job -> List.of("done", "failed").contains(job.getString("state")));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
