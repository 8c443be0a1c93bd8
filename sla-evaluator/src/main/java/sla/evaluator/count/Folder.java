package sla.evaluator.count;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import sla.runtime.RepeatedTasks;

/**
 * Moves deltas into the cells, and into the local days of the zones in use, in a transaction of its own: a reader sees
 * a contact either as delta or in the cell, never in both and never in none. One fold at a time; several processes take
 * turns.
 */
@ApplicationScoped
public class Folder {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * A fold that takes long is followed by a rest that is longer: the more deltas there are, the more of them are of one
     * cell. Whoever reads counts meanwhile adds the deltas.
     */
    private static final int REST_PER_FOLD = 3;

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /**
     * Autovacuum may come once a minute. Until then every reader of deltas goes through those that were folded long ago:
     * at 2,000 records a second 40 MB of nothing.
     */
    private static final Duration CLEAR_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Folder.class);

    private final DataSource database;
    private final RepeatedTasks tasks;
    private long restUntilNanos = System.nanoTime();
    private long clearAtNanos = System.nanoTime() + CLEAR_EVERY.toNanos();
    private boolean hasMoved;

    Folder(DataSource database, RepeatedTasks tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    void start(@Observes StartupEvent event) {
        tasks.start("fold", PAUSE, this::foldUnlessResting);
    }

    private void foldUnlessResting() throws SQLException {
        long begin = System.nanoTime();
        if (begin - restUntilNanos < 0) {
            return;
        }
        hasMoved |= fold() > 0;
        long end = System.nanoTime();
        restUntilNanos = end + Math.min(LONGEST_REST.toNanos(), REST_PER_FOLD * (end - begin));
        if (hasMoved && end - clearAtNanos > 0) {
            clearAway();
            hasMoved = false;
            clearAtNanos = System.nanoTime() + CLEAR_EVERY.toNanos();
        }
    }

    /** Makes the room of deltas that are gone free for new ones. */
    void clearAway() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement vacuum = connection.createStatement()) {
            int lost = DeltaBatches.adoptLost(connection);
            if (lost > 0) {
                LOG.warnf("%d rows of deltas were of no known batch and in no answer; they are from now on", lost);
            }
            // Not shortened: that would lock the writers out.
            vacuum.execute("vacuum (skip_locked, truncate false) cell_delta, quality_cell_delta, survey_cell_delta,"
                    + " delta_batch, changed_day");
        }
    }

    /** Moves what is there; the number of delta rows moved. */
    public long fold() throws SQLException {
        long moved = 0;
        long last;
        do {
            last = foldOnce();
            moved += last;
        } while (last >= CellFold.MOST_ROWS);
        return moved;
    }

    private long foldOnce() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!CountLocks.tryExclusive(connection, CountLocks.FOLD)) {
                    connection.rollback();
                    return 0;
                }
                long moved = move(connection);
                connection.commit();
                return moved;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static long move(Connection connection) throws SQLException {
        return CellFold.move(connection) + move(connection, CountTable.QUALITY) + move(connection, CountTable.SURVEY);
    }

    private static long move(Connection connection, CountTable counts) throws SQLException {
        String sql = """
                with moved as (delete from {table}_delta returning *), folded as (
                    insert into {table} as t ({key}, {numbers})
                    select {key}, {sums} from moved group by {key} order by {key}
                    on conflict ({key}) do update set {additions}
                )
                select count(*) from moved
                """.replace("{table}", counts.table)
                .replace("{key}", counts.key())
                .replace("{sums}", CellColumns.sums(counts.numbers()))
                .replace("{numbers}", CellColumns.list(counts.numbers()))
                .replace("{additions}", CellColumns.additions(counts.numbers(), "excluded"));
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
