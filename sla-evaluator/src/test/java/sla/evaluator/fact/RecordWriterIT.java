package sla.evaluator.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.count.CountsAudit;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;

@QuarkusTest
@WithTestResource(Servers.class)
class RecordWriterIT {
    @Inject
    DataSource database;

    @Inject
    StoredBatches batches;

    @Inject
    CountsAudit audit;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    @Test
    void attributionThatIsAddedLaterIsBuiltFromTheFacts() throws SQLException {
        batches.store(RecordStories.shuffled(RecordStories.of(1, 2_000), 1));
        batches.require(Attribution.ENDED);
        batches.require(Attribution.LEFT_QUEUE);
        batches.store(RecordStories.of(2, 500));
        batches.fold();
        assertThat(audit.differences()).isEmpty();
    }

    /** The audit is the proof of the counts, so it must see every kind of wrong count. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update cell set answered = answered + 1 where ctid = (select min(ctid) from cell where answered > 0)",
                "update cell set wait_answered_ms = wait_answered_ms - 1 where ctid = (select min(ctid) from cell)",
                "update cell set waits = substring(waits from 9) where ctid = (select min(ctid) from cell where waits <> '')",
                "update cell set waits = set_byte(waits, 3, get_byte(waits, 3) # 1)"
                        + " where ctid = (select min(ctid) from cell where waits <> '')",
                "update quality_cell set score_thousandths = score_thousandths + 1"
                        + " where ctid = (select min(ctid) from quality_cell where evaluations > 0)",
                "update survey_cell set answers = answers + 1 where ctid = (select min(ctid) from survey_cell)",
                "insert into cell_delta select * from cell where answered > 0 limit 1",
                "update fact set effective = false where ctid = (select min(ctid) from fact"
                        + " where effective and type = 'interaction')"
            })
    void auditSeesEveryKindOfWrongCount(String damage) throws SQLException {
        batches.store(RecordStories.of(3, 300));
        batches.fold();
        assertThat(audit.differences()).isEmpty();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(damage)).isPositive();
        }
        assertThat(audit.differences()).isNotEmpty();
    }

    @Test
    void theDatabaseMakesTheSameKeyOfARecord() throws SQLException {
        batches.store(List.of(
                Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000),
                Contacts.answered("é ☎ 🎉 \\ '", "2026-03-10T10:05:00Z", 20_000)));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), count(*) filter"
                        + " (where key = record_key(source, record_id)) from record where source = 'calls'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
            assertThat(row.getInt(2)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update record set revision = revision + 1 where record_id = 'c1'",
                "update record set content_hash = gen_random_uuid() where record_id = 'c1'",
                "insert into fact select * from fact where record_id = 'c1' and effective",
                "update fact set effective = false where record_id = 'c1'"
            })
    void auditSeesWhatCountsByAnotherRule(String damage) throws SQLException {
        batches.store(List.of(Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000)));
        assertThat(audit.differences()).isEmpty();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(damage)).isPositive();
        }
        assertThat(audit.differences().getFirst()).startsWith("record calls/c1: ");
    }
}
