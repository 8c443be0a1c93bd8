package sla.evaluator.retention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static sla.evaluator.retention.RetentionTrial.CALLS;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Interaction;
import sla.model.event.Outcome;

/** Pseudonyms of persons go, counts and identities stay. */
@QuarkusTest
@WithTestResource(Servers.class)
class ForgettingIT {
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

    private AcceptedRecord call(
            String id, long revision, String offeredAt, @Nullable String agent, @Nullable String customerKey) {
        return trial.message(
                CALLS,
                id,
                revision,
                new Interaction(
                        "va",
                        Channel.VOICE,
                        Direction.INBOUND,
                        "support",
                        Outcome.ANSWERED,
                        Instant.parse(offeredAt),
                        Instant.parse(offeredAt).plusSeconds(20),
                        null,
                        null,
                        null,
                        null,
                        20_000L,
                        null,
                        60_000L,
                        null,
                        revision * 1_000,
                        null,
                        null,
                        null,
                        null,
                        "reason",
                        null,
                        null,
                        null,
                        null,
                        agent,
                        customerKey,
                        null,
                        null,
                        null));
    }

    private List<String> pseudonyms() throws SQLException {
        return trial.texts(
                "select concat_ws(' ', record_id, revision, details ->> 'agent', details ->> 'customerKey')"
                        + " from fact where details ->> 'agent' is not null or details ->> 'customerKey' is not null order by 1");
    }

    @Test
    void pseudonymGoesFromAllRevisionsOfItsSourceAndNothingElseChanges() throws Exception {
        List<AcceptedRecord> messages = List.of(
                call("c1", 1, "2026-02-10T10:05:00Z", "a17", "k1"),
                call("c1", 2, "2026-03-10T10:05:00Z", "a17", "k1"),
                call("c2", 1, "2026-03-10T10:05:00Z", "a18", "a17"),
                call("c3", 1, "2026-03-10T10:05:00Z", "a17", null),
                trial.message(
                        "other",
                        "c1",
                        1,
                        call("", 1, "2026-03-10T10:05:00Z", "a17", null).content()));
        batches.store(messages);
        List<String> counts = trial.counts(CALLS, "2026-03");

        JsonPath job = forget("{\"source\": \"calls\", \"agent\": \"a17\"}");
        assertThat(job.getLong("rows")).isEqualTo(3);
        assertThat(job.<String>getList("notes"))
                .containsExactly("forgotten: the pseudonym in 'agent' of 2 records of source calls, 3 revisions");
        assertThat(pseudonyms()).containsExactly("c1 1 a17", "c1 1 k1", "c1 2 k1", "c2 1 a18 a17");
        assertThat(trial.texts("select distinct details ->> 'contactReason' from fact"))
                .containsExactly("reason");
        assertThat(trial.texts("select distinct coalesce(pseudonym, 'cleared') from job"))
                .containsExactly("cleared");

        // The same messages again are known and not stored; the job again finds nothing.
        batches.store(messages);
        assertThat(pseudonyms()).hasSize(4);
        assertThat(forget("{\"source\": \"calls\", \"agent\": \"a17\"}").getLong("rows"))
                .isZero();
        assertThat(forget("{\"source\": \"calls\", \"customerKey\": \"a17\"}").getLong("rows"))
                .isEqualTo(1);
        assertThat(trial.counts(CALLS, "2026-03")).isEqualTo(counts);
        assertThat(audit.differences()).isEmpty();

        batches.store(List.of(call("c3", 2, "2026-03-10T10:05:00Z", "a17", null)));
        assertThat(pseudonyms()).contains("c3 2 a17");
    }

    /** Six months after February came 1 September. */
    @Test
    void pseudonymsGoWhenTheirSourceKeepsThemNoLongerAlsoFromRecordsThatComeLate() throws Exception {
        trial.keep(CALLS, Period.ofMonths(13), Period.ofMonths(6));
        List<AcceptedRecord> messages = List.of(
                call("c1", 1, "2026-02-28T23:59:59Z", "a17", "k1"), call("c2", 1, "2026-03-01T00:00:00Z", "a18", null));
        batches.store(messages);
        List<String> february = trial.counts(CALLS, "2026-02");
        trial.retainOn("2026-08-31");
        assertThat(pseudonyms()).hasSize(2);
        assertThat(trial.retainOn("2026-09-01").<String>getList("notes"))
                .containsExactly("pseudonyms forgotten: source calls, 2026-02, 1 revisions");
        assertThat(pseudonyms()).containsExactly("c2 1 a18");
        assertThat(trial.retainOn("2026-09-01").getList("notes")).isEmpty();

        batches.store(messages);
        batches.store(List.of(call("c3", 1, "2026-02-10T10:05:00Z", "a19", "k3")));
        assertThat(trial.counts(CALLS, "2026-02")).hasSize(february.size() + 1);
        assertThat(trial.number("select count(*) from fact")).isEqualTo(3);
        assertThat(pseudonyms()).containsExactly("c2 1 a18");
        assertThat(trial.texts("select details ->> 'contactReason' from fact where record_id = 'c3'"))
                .containsExactly("reason");
        assertThat(audit.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "a17",
                "{\"source\": \"calls\"}",
                "{\"source\": \"calls\", \"agent\": 17}",
                "{\"source\": \"calls\", \"agent\": \" \"}",
                "{\"source\": \"calls\", \"queue\": \"a17\"}",
                "{\"source\": \"calls\", \"agent\": \"a17\", \"customerKey\": \"a17\"}"
            })
    void slipsGetAClearAnswerThatRepeatsNoPseudonym(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/v1/jobs/forget")
                .then()
                .statusCode(400)
                .body("detail", containsString("The body must be {\"source\": "))
                .body("detail", not(containsString("a17")));
    }

    private static JsonPath forget(String body) {
        return RetentionTrial.ended(
                given().contentType("application/json").body(body).post("/v1/jobs/forget"));
    }
}
