package sla.evaluator.count;

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
import sla.runtime.RepeatedTasks;

/**
 * Moves deltas into the cells, and into the local days of the zones in use, in a transaction of its own: a reader sees
 * a contact either as delta or in the cell, never in both and never in none. One fold at a time; several processes take
 * turns.
 */
@ApplicationScoped
public class Folder {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DataSource database;
    private final RepeatedTasks tasks;

    Folder(DataSource database, RepeatedTasks tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    void start(@Observes StartupEvent event) {
        tasks.start("fold", PAUSE, this::fold);
    }

    /** Moves what is there; the number of delta rows moved. */
    public long fold() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!CountLocks.tryExclusive(connection, CountLocks.FOLD)) {
                    connection.rollback();
                    return 0;
                }
                neverLoop(connection);
                long moved = move(connection, "cell", "", CellColumns.CELL);
                moved += move(connection, "wait_count", "outcome, bin", CellColumns.WAIT);
                moved += moveJudgements(connection, "quality_cell", "form, instrument", CellColumns.QUALITY);
                moved += moveJudgements(
                        connection, "survey_cell", "csat, csat_scale, nps, resolved", CellColumns.SURVEY);
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
                    delete from {table}_delta returning *
                ), summed as (
                    select series_id, attribution, interval_start{key}, {sums} from moved
                    group by series_id, attribution, interval_start{key}
                ), folded as (
                    insert into {table} as t (series_id, attribution, interval_start{key}, {numbers})
                    select series_id, attribution, interval_start{key}, {numbers} from summed
                    order by series_id, attribution, interval_start{key}
                    on conflict (series_id, attribution, interval_start{key}) do update set {additions}
                ), day_of as materialized (
                    select z.zone, i.interval_start, (
                        select max(day_start) from local_day l
                        where l.zone = z.zone and l.day_start <= i.interval_start) as day_start
                    from (select distinct interval_start from summed) i cross join zone_in_use z
                ), days as (
                    insert into day_{table} as t (zone, day_start, series_id, attribution{key}, {numbers})
                    select zone, day_start, series_id, attribution{key}, {sums}
                    from summed join day_of using (interval_start)
                    group by zone, day_start, series_id, attribution{key}
                    order by zone, day_start, series_id, attribution{key}
                    on conflict (zone, series_id, attribution, day_start{key}) do update set {additions}
                )
                select count(*) from moved
                """.replace("{table}", table)
                .replace("{key}", key)
                .replace("{sums}", CellColumns.sums(numbers))
                .replace("{numbers}", CellColumns.list(numbers))
                .replace("{additions}", CellColumns.additions(numbers));
        return count(connection, sql);
    }

    /** Evaluations and survey answers are few: they have no days. */
    private static long moveJudgements(Connection connection, String table, String more, List<String> numbers)
            throws SQLException {
        String sql = """
                with moved as (delete from {table}_delta returning *), folded as (
                    insert into {table} as t (series_id, attribution, interval_start, {more}, {numbers})
                    select series_id, attribution, interval_start, {more}, {sums} from moved
                    group by series_id, attribution, interval_start, {more}
                    on conflict (series_id, attribution, interval_start, {more}) do update set {additions}
                )
                select count(*) from moved
                """.replace("{table}", table)
                .replace("{more}", more)
                .replace("{sums}", CellColumns.sums(numbers))
                .replace("{numbers}", CellColumns.list(numbers))
                .replace("{additions}", CellColumns.additions(numbers));
        return count(connection, sql);
    }

    /** The database cannot know how many rows a fold brings; taking them for few, it would compare each with each. */
    private static void neverLoop(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement("set local enable_nestloop = off")) {
            set.execute();
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
