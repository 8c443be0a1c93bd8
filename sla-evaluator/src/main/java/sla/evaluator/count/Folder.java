package sla.evaluator.count;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
                long moved = moveAll(connection);
                connection.commit();
                return moved;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Moves what is there, in the transaction of a caller who has the lock {@link CountLocks#FOLD}. */
    static long moveAll(Connection connection) throws SQLException {
        allowLoops(connection, false);
        long moved = 0;
        for (CountTable counts : CountTable.values()) {
            moved += counts.hasDays() ? moveWithDays(connection, counts) : move(connection, counts);
        }
        allowLoops(connection, true);
        return moved;
    }

    private static long moveWithDays(Connection connection, CountTable counts) throws SQLException {
        return count(connection, """
                with moved as (
                    delete from {table}_delta returning *
                ), summed as (
                    select {key}, {sums} from moved group by {key}
                ), folded as (
                    insert into {table} as t ({key}, {numbers})
                    select {key}, {numbers} from summed order by {key}
                    on conflict ({key}) do update set {additions}
                ), day_of as materialized (
                    select z.zone, i.interval_start, (
                        select max(day_start) from local_day l
                        where l.zone = z.zone and l.day_start <= i.interval_start) as day_start
                    from (select distinct interval_start from summed) i cross join zone_in_use z
                ), days as (
                    insert into day_{table} as t ({dayKey}, {numbers})
                    select {dayKey}, {sums} from summed join day_of using (interval_start)
                    group by {dayKey} order by {dayKey}
                    on conflict ({dayKey}) do update set {additions}
                )
                select count(*) from moved
                """, counts);
    }

    private static long move(Connection connection, CountTable counts) throws SQLException {
        return count(connection, """
                with moved as (delete from {table}_delta returning *), folded as (
                    insert into {table} as t ({key}, {numbers})
                    select {key}, {sums} from moved group by {key} order by {key}
                    on conflict ({key}) do update set {additions}
                )
                select count(*) from moved
                """, counts);
    }

    /** The database cannot know how many rows a fold brings; taking them for few, it would compare each with each. */
    private static void allowLoops(Connection connection, boolean allowed) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement("set local enable_nestloop = " + (allowed ? "on" : "off"))) {
            set.execute();
        }
    }

    private static long count(Connection connection, String sql, CountTable counts) throws SQLException {
        String named = sql.replace("{table}", counts.table)
                .replace("{key}", counts.key())
                .replace("{dayKey}", counts.dayKey())
                .replace("{sums}", CellColumns.sums(counts.numbers()))
                .replace("{numbers}", CellColumns.list(counts.numbers()))
                .replace("{additions}", CellColumns.additions(counts.numbers()));
        try (PreparedStatement statement = connection.prepareStatement(named);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
