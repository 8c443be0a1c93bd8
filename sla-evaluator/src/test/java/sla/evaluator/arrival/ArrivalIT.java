package sla.evaluator.arrival;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;

@QuarkusTest
@WithTestResource(Servers.class)
class ArrivalIT {
    @Inject
    MovableClock clock;

    @Inject
    StoredBatches batches;

    @Inject
    @Wellness
    SilenceHealth silence;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        execute("truncate arrival");
    }

    @AfterEach
    void forget() throws SQLException {
        execute("truncate arrival");
        execute("delete from source where id in ('silent-one', 'silent-sample')");
        clock.release();
        silence.look();
    }

    @Test
    void silentSourceIsNamedInHealthMetricsAndRestAndASampleIsNot() throws SQLException {
        clock.set("2026-02-09T12:00:00Z");
        for (String source : List.of("silent-one", "silent-sample")) {
            // Five records every quarter-hour since five weeks, until 10:14.
            execute("insert into arrival select '" + source + "', 0, at, 5 from generate_series("
                    + "timestamptz '2026-01-05 12:00:00Z', '2026-02-09 10:00:00Z', '15 minutes') at");
            execute("insert into source values ('" + source + "', '{\"id\":\"" + source
                    + "\",\"title\":\"x\",\"vendors\":[\"va\"],\"types\":[\"interaction\"],\"sample\":"
                    + source.endsWith("sample") + "}')");
        }
        given().get("/v1/arrivals?source=silent-one&source=silent-sample")
                .then()
                .statusCode(200)
                .body("enough", equalTo(20))
                .body("sources.source", contains("silent-one", "silent-sample"))
                .body("sources.state", contains("silent", "sample"))
                .body("sources[0].lastRecord", equalTo("2026-02-09T10:00:00Z"))
                .body("sources[0].missedFrom", equalTo("2026-02-09T10:15:00Z"))
                // Seven quarter-hours, until 12:00.
                .body("sources[0].expected", equalTo(35))
                .body("sources[0].weeks.records", contains(35, 35, 35, 35));
        silence.look();
        given().get("/q/health/well")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'silence' }.data.'silent-one'",
                        containsString("at least 35 records came in each of the last 4 weeks"));
        given().get("/q/health/ready").then().body("checks.name", not(hasItem("silence")));
        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("sla_evaluator_source_silent{source=\"silent-one\"} 1.0")
                .contains("sla_evaluator_source_silent{source=\"silent-sample\"} 0.0");
        execute("insert into arrival values ('silent-one', 1, '2026-02-09 11:45:00Z', 1)");
        silence.look();
        given().get("/q/health/well").then().body("checks.find { it.name == 'silence' }.status", equalTo("UP"));
        given().get("/v1/arrivals?limit=5")
                .then()
                .statusCode(400)
                .body("detail", containsString("Allowed are: source"));
    }

    /** Contacts of the stories arrive on 20 March at 0:00. */
    @Test
    void countsNewRecordsOfTheLastSevenDaysAndNoRepetitions() throws SQLException {
        AcceptedRecord fresh = Contacts.answered("fresh", "2026-03-13T00:00:00Z", 1_000);
        batches.storeWithProgress(List.of(fresh, Contacts.answered("old", "2026-03-12T23:59:59.999Z", 1_000)));
        batches.storeWithProgress(List.of(fresh));
        assertThat(number("select sum(records) from arrival where source = 'calls'"))
                .isEqualTo(1);
        // A revision is something new.
        batches.storeWithProgress(List.of(Contacts.record(
                "fresh", 2, Contacts.contact("sales", Outcome.ANSWERED, "2026-03-19T00:00:00Z", 1, 1L))));
        assertThat(number("select sum(records) from arrival where source = 'calls'"
                        + " and interval_start = '2026-03-20 00:00:00Z'"))
                .isEqualTo(2);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
