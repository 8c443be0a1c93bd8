package sla.evaluator.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Questions about counts, each answered from one snapshot. Only so many at a time: whatever dashboards ask, counting finds
 * a connection and some of the processor, and answers come sooner than if all were begun at once.
 */
@ApplicationScoped
public class SnapshotReads {
    /** To plan the same small statements anew for each question took a quarter of what the database did for it. */
    private static final String BEGIN =
            "set transaction isolation level repeatable read, read only;" + " set local plan_cache_mode = auto";

    private final DataSource database;
    private final Semaphore turns;
    private final Duration patience;

    SnapshotReads(
            DataSource database,
            @ConfigProperty(name = "sla.evaluator.reads-at-once", defaultValue = "4") int most,
            @ConfigProperty(name = "sla.evaluator.reads-wait", defaultValue = "10S") Duration patience) {
        this.database = database;
        this.turns = new Semaphore(most, true);
        this.patience = patience;
    }

    /** A question; it must not ask another, or both could wait for ever. */
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** @throws HttpProblem 503 if its turn does not come in time */
    public <T> T ask(Question<T> question) throws SQLException {
        awaitTurn();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute(BEGIN);
                return question.ask(connection);
            } finally {
                connection.rollback();
            }
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw HttpProblem.builder()
                .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                .withTitle("Too many questions")
                .withDetail("Other questions were answered for " + patience.toSeconds()
                        + " s and this one had no turn. Ask again, and less often or for less.")
                .withHeader("Retry-After", "5")
                .build();
    }
}
