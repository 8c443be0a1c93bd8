package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.ReferenceEvaluation;
import sla.evaluator.testing.Servers;

@QuarkusTest
@WithTestResource(Servers.class)
class LocalDaysIT {
    @Inject
    StoredBatches batches;

    @Inject
    LocalDays days;

    @Inject
    CountsAudit audit;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        execute("truncate local_day");
    }

    @Test
    void dayThatBeganAtAnotherMomentUnderOldRulesIsCountedAnewAtTheStart() throws SQLException {
        batches.use(ReferenceEvaluation.agreement("Europe/Amsterdam"));
        // As if the clock had not been put forward yet on 1 April: its midnight an hour later than it is.
        execute("update local_day set day_start = day_start + interval '1 hour' where day_start = '2026-03-31 22:00Z'");
        batches.store(List.of(Contacts.answered("c1", "2026-03-31T22:30:00Z", 1_000)));
        batches.fold();
        assertThat(firstDay()).isEqualTo("2026-03-30 22:00");
        days.start(new StartupEvent());
        assertThat(firstDay()).isEqualTo("2026-03-31 22:00");
        assertThat(audit.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Apia", "Pacific/Kwajalein", "Asia/Kathmandu", "Australia/Lord_Howe"})
    void zonesThatSkippedADayOrHaveOddOffsetsCanBeKept(String zone) throws SQLException {
        batches.use(ReferenceEvaluation.agreement(zone));
        batches.store(List.of(
                Contacts.answered("c1", "2011-12-30T09:59:00Z", 1_000),
                Contacts.answered("c2", "2011-12-30T10:00:00Z", 1_000),
                Contacts.answered("old", "1985-06-01T12:00:00Z", 1_000)));
        batches.fold();
        days.start(new StartupEvent());
        assertThat(audit.differences()).isEmpty();
        try (Connection connection = database.getConnection()) {
            days.require(connection, ZoneId.of(zone));
        }
    }

    private String firstDay() throws SQLException {
        String sql = "select to_char(min(day_start) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from day_cell";
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                var row = select.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
