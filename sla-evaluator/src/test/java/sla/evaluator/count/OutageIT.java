package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.TestServers;
import sla.evaluator.testing.EvaluatorProcess;
import sla.evaluator.testing.RecordStories;
import sla.model.event.AcceptedRecord;

/** The database goes away in the middle of a batch and stays away while records go on coming. */
class OutageIT extends EvaluatorTrial {
    @Test
    void countsOnceAlthoughTheDatabaseGoesAwayUnderLoad() throws Exception {
        List<AcceptedRecord> messages = RecordStories.shuffled(RecordStories.of(11, 12_000), 11);
        int half = messages.size() / 2;
        try (EvaluatorProcess evaluator = start()) {
            evaluator.awaitReady();
            sendAgreement();
            send(messages.subList(0, half));
            awaitStored(1_000);

            cutOffDatabase();
            send(messages.subList(half, messages.size()));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(streamHealth(evaluator))
                            .contains("\"DOWN\"")
                            .contains("\"interactions\""));
            openDatabase();

            awaitAllStored();
            evaluator.awaitReady();
            assertCountedOnce(messages);
        }
    }

    /** What the check that names what is not stored says, without the others. */
    private static String streamHealth(EvaluatorProcess evaluator) {
        String health = evaluator.get("/q/health/ready").body().replaceAll("\\s+", "");
        int start = health.indexOf("\"name\":\"stream\"");
        return start < 0 ? "" : health.substring(start, health.indexOf("}", start));
    }

    private void cutOffDatabase() throws SQLException {
        execute("alter database " + database.getDatabaseName() + " with allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database.getDatabaseName()
                + "'");
    }

    private void openDatabase() throws SQLException {
        execute("alter database " + database.getDatabaseName() + " with allow_connections true");
    }

    /** By way of another database of the same server. */
    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(TestServers.database().jdbcUrl(), EmbeddedDatabase.NAME, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
