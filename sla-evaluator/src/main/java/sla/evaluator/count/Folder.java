package sla.evaluator.count;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.runtime.RepeatedTask;

/**
 * Moves deltas into the cells, and into the local days of the zones in use, in a transaction of its own: a reader sees
 * a contact either as delta or in the cell, never in both and never in none. One fold at a time; several processes take
 * turns.
 */
@ApplicationScoped
public class Folder {
    private static final Logger LOG = Logger.getLogger(Folder.class);

    /** Bounds one transaction; what is left is folded right after. */
    private static final int MOST_ROWS = 100_000;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource database;
    private boolean failing;
    private @Nullable RepeatedTask task;

    Folder(DataSource database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        task = RepeatedTask.start("folder", PAUSE, this::foldWhatIsThere);
    }

    void stop(@Observes ShutdownEvent event) {
        if (task != null) {
            task.close();
        }
    }

    private void foldWhatIsThere() {
        try {
            long moved;
            do {
                moved = fold();
            } while (moved >= MOST_ROWS);
            failing = false;
        } catch (SQLException | RuntimeException e) {
            if (!failing) {
                LOG.warnf("Deltas are not folded for now, reads go on: %s", e.getMessage());
            }
            failing = true;
        }
    }

    /** Moves what is there, up to a bound; the number of delta rows moved. */
    public long fold() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!CountLocks.tryExclusive(connection, CountLocks.FOLD)) {
                    connection.rollback();
                    return 0;
                }
                long moved = move(connection, "cell", "", CellColumns.CELL);
                moved += move(connection, "wait_count", "outcome, bin", CellColumns.WAIT);
                moved += moveQuality(connection);
                connection.commit();
                return moved;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /**
     * One table's deltas into its cells and its days.
     *
     * @param more further columns of the key
     */
    private static long move(Connection connection, String table, String more, List<String> numbers)
            throws SQLException {
        String key = more.isEmpty() ? "" : ", " + more;
        String sql = """
                with moved as (
                    delete from {table}_delta
                    where ctid = any (array(select ctid from {table}_delta limit {most})) returning *
                ), summed as (
                    select series_id, attribution, interval_start{key}, {sums} from moved
                    group by series_id, attribution, interval_start{key}
                ), folded as (
                    insert into {table} as t (series_id, attribution, interval_start{key}, {numbers})
                    select series_id, attribution, interval_start{key}, {numbers} from summed
                    order by series_id, attribution, interval_start{key}
                    on conflict (series_id, attribution, interval_start{key}) do update set {additions}
                ), days as (
                    insert into day_{table} as t (zone, day_start, series_id, attribution{key}, {numbers})
                    select z.zone, d.day_start, series_id, attribution{key}, {sums}
                    from summed cross join zone_in_use z
                    left join lateral (
                        select day_start from local_day l where l.zone = z.zone and l.day_start <= interval_start
                        order by l.day_start desc limit 1) d on true
                    group by z.zone, d.day_start, series_id, attribution{key}
                    order by z.zone, d.day_start, series_id, attribution{key}
                    on conflict (zone, series_id, attribution, day_start{key}) do update set {additions}
                )
                select count(*) from moved
                """.replace("{table}", table)
                .replace("{key}", key)
                .replace("{most}", String.valueOf(MOST_ROWS))
                .replace("{sums}", CellColumns.sums(numbers))
                .replace("{numbers}", CellColumns.list(numbers))
                .replace("{additions}", CellColumns.additions(numbers));
        return count(connection, sql);
    }

    /** Evaluations are few: they have no days. */
    private static long moveQuality(Connection connection) throws SQLException {
        String sql = """
                with moved as (delete from quality_cell_delta returning *), folded as (
                    insert into quality_cell as t (series_id, attribution, interval_start, form, instrument, {numbers})
                    select series_id, attribution, interval_start, form, instrument, {sums} from moved
                    group by series_id, attribution, interval_start, form, instrument
                    on conflict (series_id, attribution, interval_start, form, instrument) do update set {additions}
                )
                select count(*) from moved
                """.replace("{sums}", CellColumns.sums(CellColumns.QUALITY))
                .replace("{numbers}", CellColumns.list(CellColumns.QUALITY))
                .replace("{additions}", CellColumns.additions(CellColumns.QUALITY));
        return count(connection, sql);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
