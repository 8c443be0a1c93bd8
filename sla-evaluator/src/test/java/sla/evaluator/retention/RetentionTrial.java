package sla.evaluator.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.source.SourceTable;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.EventType;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;

/** Sources that keep their records for 13 months, and what becomes of these. */
@ApplicationScoped
class RetentionTrial {
    private static final String NO_PARTITION = "23514";

    static final String CALLS = RecordStories.SOURCE;
    static final String JUDGE = RecordStories.JUDGE;

    private final DataSource database;
    private final StoredBatches batches;
    private final SourceTable sources;
    private final MovableClock clock;
    private long offset;

    RetentionTrial(DataSource database, StoredBatches batches, SourceTable sources, MovableClock clock) {
        this.database = database;
        this.sources = sources;
        this.batches = batches;
        this.clock = clock;
    }

    void begin() throws SQLException {
        batches.empty();
        execute("truncate job, rejected_record");
        keep(CALLS, Period.ofMonths(13));
    }

    void end() throws SQLException {
        execute("delete from source where id in ('" + CALLS + "', '" + JUDGE + "')");
        execute("truncate job, rejected_record");
        batches.empty();
        clock.release();
    }

    void keep(String source, Period facts) throws SQLException {
        keep(source, facts, Period.ofYears(100));
    }

    void keep(String source, Period facts, Period pseudonyms) throws SQLException {
        keep(source, facts, pseudonyms, Period.ofYears(200));
    }

    void keep(String source, Period facts, Period pseudonyms, Period counts) throws SQLException {
        SourceRegistration registration = new SourceRegistration(
                source,
                source,
                Set.of("va"),
                Set.of(EventType.INTERACTION),
                Duration.ofMillis(1),
                RevisionKind.NUMBER,
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                false,
                facts,
                pseudonyms,
                counts);
        sources.store(registration);
    }

    /** A message at a place of its own. */
    AcceptedRecord message(String source, String id, long revision, Content content) {
        return RecordStories.record(source, id, revision, content, 1_000_000 + offset++);
    }

    /** Once more if a partition was dropped between a batch's look and its writing, as the stream does. */
    void storeAsTheStreamDoes(List<AcceptedRecord> messages) throws SQLException {
        try {
            batches.store(messages);
        } catch (SQLException e) {
            if (!NO_PARTITION.equals(e.getSQLState())) {
                throw e;
            }
            batches.store(messages);
        }
    }

    /** Waits until all that has changed is evaluated and compared: a vendor is evaluated at most once a second. */
    void awaitEvaluated() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            clock.set(clock.instant().plusSeconds(2).toString());
            assertThat(texts("select 'changed' from changed_day union all select 'due' from freeze_due"
                            + " union all select 'agreement' from agreement_due"))
                    .isEmpty();
        });
    }

    /** What the retention of that day did. */
    JsonPath retainOn(String day) {
        clock.set(day + "T00:00:00Z");
        return done("retain");
    }

    /** Asks for the job and waits for its end. */
    static JsonPath done(String request) {
        return ended(given().post("/v1/jobs/" + request));
    }

    static JsonPath ended(Response asked) {
        String place = asked.then().statusCode(202).extract().header("Location");
        JsonPath ended = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> given().get(place)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        job -> List.of("done", "failed").contains(job.getString("state")));
        if (ended.getString("failure") != null) {
            throw new AssertionError(ended.getString("failure"));
        }
        return ended;
    }

    /** All counts of a month of a source, folded or not, one row a line. */
    List<String> counts(String source, String month) throws SQLException {
        List<String> rows = new ArrayList<>();
        String where = " where s.source = '" + source + "' and interval_start >= '" + month
                + "-01 00:00Z' and interval_start < timestamptz '" + month + "-01 00:00Z' + interval '1 month'";
        rows.addAll(texts("select concat_ws(' ', series_id, attribution, interval_start, sum(answered), sum(abandoned),"
                + " sum(overflowed), sum(wait_answered_ms), sum(talk_ms), sum(wrap_up_ms),"
                + " sum_waits(string_agg(waits, ''))) from cell_now c"
                + " join series s on s.id = series_id" + where
                + " group by series_id, attribution, interval_start"
                + " having sum(answered) <> 0 or sum(abandoned) <> 0 or sum(overflowed) <> 0 order by 1"));
        rows.addAll(texts("select concat_ws(' ', series_id, attribution, interval_start, form, instrument,"
                + " sum(evaluations), sum(score_thousandths)) from"
                + " (select * from quality_cell union all select * from quality_cell_delta) c"
                + " join series s on s.id = series_id" + where
                + " group by series_id, attribution, interval_start, form, instrument"
                + " having sum(evaluations) <> 0 order by 1"));
        rows.addAll(texts("select concat_ws(' ', series_id, attribution, interval_start, csat, nps, resolved,"
                + " sum(answers)) from (select * from survey_cell union all select * from survey_cell_delta) c"
                + " join series s on s.id = series_id" + where
                + " group by series_id, attribution, interval_start, csat, nps, resolved"
                + " having sum(answers) <> 0 order by 1"));
        return rows;
    }

    List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).getFirst());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
