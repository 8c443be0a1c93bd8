package sla.bench.profile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import sla.bench.system.BenchException;

/** What PostgreSQL's own statistics say of the statements that cost most. */
public final class Statements {
    private static final int SHOWN = 150;
    private static final String TOP = """
            select round(total_exec_time) as ms, round(total_plan_time) as plan_ms, calls, rows, wal_bytes, regexp_replace(query, '\\s+', ' ', 'g') as query
            from pg_stat_statements where dbid = (select oid from pg_database where datname = 'sla')
            order by total_exec_time + total_plan_time desc""";

    /** The superuser's address: only that may load the statistics and see everybody's statements. */
    private final String jdbcUrl;

    public Statements(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl + "?user=postgres";
    }

    /** Takes effect with the server's next start. */
    public void load() {
        execute(
                "alter system set shared_preload_libraries = 'pg_stat_statements'",
                "create extension if not exists pg_stat_statements");
    }

    /** Forgets all statements up to now. */
    public void reset() {
        execute(
                "alter system set pg_stat_statements.track_planning = on",
                "select pg_reload_conf()",
                "select pg_stat_statements_reset()");
    }

    public String describe(int count) {
        StringBuilder text = new StringBuilder("       ms  plan ms     calls       rows    WAL MB  statement\n");
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TOP + " limit " + count)) {
            while (row.next()) {
                String query = row.getString("query").strip();
                text.append(String.format(
                        Locale.ROOT,
                        "  %,7d  %,7d %,9d %,10d %,9d  %s%n",
                        row.getLong("ms"),
                        row.getLong("plan_ms"),
                        row.getLong("calls"),
                        row.getLong("rows"),
                        row.getLong("wal_bytes") >> 20,
                        query.substring(0, Math.min(query.length(), SHOWN))));
            }
            return text.toString();
        } catch (SQLException e) {
            throw new BenchException("The statistics of statements cannot be read", e);
        }
    }

    private void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new BenchException("The statistics of statements cannot be used", e);
        }
    }
}
