package sla.bench.rebuild;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import sla.bench.system.BenchException;
import sla.embedded.EmbeddedDatabase;

/** The facts that the product has stored, and the least that any sum of them costs. */
final class Facts implements AutoCloseable {
    /** One for each attribution by which contacts are counted; nothing but sums of columns, no histograms. */
    private static final List<String> MOMENTS = List.of("offered_at", "left_queue_at", "ended_at");

    private static final String GROUP_BY = """
            select count(*) from (
                select series_id, date_bin('15 minutes', {moment}, timestamptz '1970-01-01 00:00:00Z'), outcome,
                       count(*), sum(wait_ms), sum(talk_ms), sum(hold_ms), sum(wrap_up_ms),
                       count(*) filter (where transferred)
                from fact where effective and type = 'interaction'
                group by 1, 2, 3) sums""";

    private final Connection connection;

    private Facts(Connection connection) {
        this.connection = connection;
    }

    /** @param jdbcUrl of the product's database */
    static Facts open(String jdbcUrl) {
        try {
            return new Facts(
                    DriverManager.getConnection(jdbcUrl + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME));
        } catch (SQLException e) {
            throw new BenchException("The database cannot be reached", e);
        }
    }

    /** Those that count: one for each record. */
    long count() {
        return number("select count(*) from fact where effective");
    }

    /** As a disaster would: all counts are gone, the facts are there. */
    void loseCounts() {
        execute("truncate cell, cell_delta, delta_batch, day_cell, quality_cell, quality_cell_delta, survey_cell,"
                + " survey_cell_delta");
    }

    /** What autovacuum would do some time, so that every round meets the same. */
    void settle() {
        for (String table : List.of("fact", "cell", "day_cell", "quality_cell")) {
            execute("vacuum (analyze) " + table);
        }
    }

    /** The plain {@code GROUP BY} over the same rows, by each attribution; how long it took, in nanoseconds. */
    long groupBy() {
        long begin = System.nanoTime();
        MOMENTS.forEach(moment -> number(GROUP_BY.replace("{moment}", moment)));
        return System.nanoTime() - begin;
    }

    private long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("The database did not answer", e);
        }
    }

    private void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("The database refused: " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server may be gone already.
        }
    }
}
