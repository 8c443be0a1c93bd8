package sla.bench.counts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import sla.bench.load.BinaryRows;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.BenchException;
import sla.embedded.EmbeddedDatabase;

/**
 * Writes the counts of a plan into the tables of sla-evaluator, just as its fold leaves them, in a minute instead of the
 * hours that the events would take. There are no facts behind them: they are for reading, and neither to be verified nor
 * to be rebuilt.
 */
public final class GeneratedCounts implements CountSink, AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 19;
    private static final String TABLES = "cell, day_cell, quality_cell";

    private final String zone;
    private final Connection connection;
    private final Copy cells;
    private final Copy days;
    private final Copy qualities;

    /** How many rows were written. */
    public record Size(long cells, long days, long qualities) {}

    private GeneratedCounts(String jdbcUrl, ZoneId zone) throws SQLException {
        this.zone = zone.getId();
        connection = connect(jdbcUrl);
        String numbers = String.join(", ", CellRow.COLUMNS) + ", waits";
        cells = new Copy(connect(jdbcUrl), "cell (series_id, attribution, interval_start, " + numbers + ")");
        days = new Copy(connect(jdbcUrl), "day_cell (zone, series_id, attribution, day_start, " + numbers + ")");
        qualities = new Copy(
                connect(jdbcUrl),
                "quality_cell (series_id, attribution, interval_start, form, instrument, "
                        + String.join(", ", QualityRow.COLUMNS) + ")");
    }

    /**
     * Puts the counts of a plan in the place of all that there are, and has the agreements evaluated.
     *
     * @param jdbcUrl of the product's database
     * @param zone of the agreements
     */
    public static Size replace(String jdbcUrl, TrafficPlan plan, ZoneId zone) {
        try (Connection connection = connect(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("truncate day_version, " + TABLES);
            Size size;
            try (GeneratedCounts counts = new GeneratedCounts(jdbcUrl, zone)) {
                CountsOfPlan.give(plan, zone, counts);
                size = counts.end();
            }
            statement.execute("""
                    insert into day_version (zone, vendor, day_start, version)
                    select distinct zone, vendor, day_start, (select gen_random_uuid())
                    from day_cell join series on series.id = series_id""");
            // Autovacuum would do it in its own time, in the middle of what is measured.
            for (String table : TABLES.split(", ")) {
                statement.execute("vacuum (analyze) " + table);
            }
            statement.execute("""
                    insert into changed_day (vendor, day)
                    select distinct s.vendor, (c.interval_start at time zone 'UTC')::date
                    from cell c join series s on s.id = c.series_id""");
            return size;
        } catch (SQLException e) {
            throw new BenchException("The counts cannot be written", e);
        }
    }

    @Override
    public int idOf(CountedSeries series) {
        String insert = """
                insert into series (source, vendor, site, queue, channel, language, line, direction, known_parts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::smallint) on conflict do nothing""";
        String select = """
                select id from series where (source, vendor, site, queue, channel, language, line, direction, known_parts)
                    = (?, ?, ?, ?, ?, ?, ?, ?, ?::smallint)""";
        try (PreparedStatement maker = connection.prepareStatement(insert);
                PreparedStatement finder = connection.prepareStatement(select)) {
            for (PreparedStatement statement : List.of(maker, finder)) {
                statement.setString(1, series.source());
                statement.setString(2, series.vendor());
                statement.setString(3, series.site());
                statement.setString(4, series.queue());
                statement.setString(5, series.channel().name());
                statement.setString(6, series.language());
                statement.setString(7, CountedSeries.LINE);
                statement.setString(8, CountedSeries.DIRECTION);
                statement.setInt(9, series.knownParts());
            }
            maker.executeUpdate();
            try (ResultSet row = finder.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new BenchException("A series cannot be written", e);
        }
    }

    @Override
    public void cell(int series, int attribution, long intervalStart, CellRow row) {
        BinaryRows rows = cells.row(3 + CellRow.COLUMNS.size() + 1)
                .integer(series)
                .smallint(attribution)
                .instant(intervalStart);
        finish(rows, row.numbers()).binary(row.waits());
    }

    @Override
    public void day(int series, int attribution, long dayStart, CellRow row) {
        BinaryRows rows = days.row(4 + CellRow.COLUMNS.size() + 1)
                .text(zone)
                .integer(series)
                .smallint(attribution)
                .instant(dayStart);
        finish(rows, row.numbers()).binary(row.waits());
    }

    @Override
    public void quality(int series, int attribution, long intervalStart, String form, QualityRow row) {
        BinaryRows rows = qualities
                .row(5 + QualityRow.COLUMNS.size())
                .integer(series)
                .smallint(attribution)
                .instant(intervalStart)
                .text(form)
                .text(QualityRow.INSTRUMENT);
        finish(rows, row.numbers());
    }

    private static BinaryRows finish(BinaryRows rows, long[] numbers) {
        for (long number : numbers) {
            rows.bigint(number);
        }
        return rows;
    }

    private Size end() throws SQLException {
        return new Size(cells.end(), days.end(), qualities.end());
    }

    @Override
    public void close() throws SQLException {
        cells.connection.close();
        days.connection.close();
        qualities.connection.close();
        connection.close();
    }

    private static Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME);
    }

    /** One table, filled over a connection of its own. */
    private static final class Copy {
        private final Connection connection;
        private final CopyIn copy;
        private final BinaryRows rows = new BinaryRows();

        Copy(Connection connection, String table) throws SQLException {
            this.connection = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
            }
            copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + table + " from stdin (format binary)");
            rows.begin();
        }

        BinaryRows row(int columns) {
            try {
                if (rows.size() >= BUFFER_BYTES) {
                    send();
                }
                return rows.row(columns);
            } catch (SQLException e) {
                throw new BenchException("The counts cannot be written", e);
            }
        }

        private void send() throws SQLException {
            copy.writeToCopy(rows.bytes(), 0, rows.size());
            rows.clear();
        }

        long end() throws SQLException {
            rows.end();
            send();
            return copy.endCopy();
        }
    }
}
