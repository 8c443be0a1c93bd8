package sla.bench.counts;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sla.embedded.EmbeddedDatabase;

/** Rows of counts as texts, generated or as the product has them, whatever numbers the series have. */
public final class CountRows implements CountSink {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SERIES = "concat_ws('|', s.source, s.vendor, s.site, s.queue, s.channel, s.language,"
            + " s.line, s.direction, s.known_parts)";

    private final Map<CountedSeries, Integer> ids = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Set<String> rows = new TreeSet<>();

    public Set<String> rows() {
        return rows;
    }

    @Override
    public int idOf(CountedSeries series) {
        int id = ids.computeIfAbsent(series, _ -> ids.size() + 1);
        names.put(
                id,
                String.join(
                        "|",
                        series.source(),
                        series.vendor(),
                        series.site(),
                        series.queue(),
                        series.channel().name(),
                        series.language(),
                        CountedSeries.LINE,
                        CountedSeries.DIRECTION,
                        Integer.toString(series.knownParts())));
        return id;
    }

    @Override
    public void cell(int series, int attribution, long intervalStart, CellRow row) {
        add("cell", series, attribution, intervalStart, numbers(row.numbers()) + '|' + HEX.formatHex(row.waits()));
    }

    @Override
    public void day(int series, int attribution, long dayStart, CellRow row) {
        add("day", series, attribution, dayStart, numbers(row.numbers()) + '|' + HEX.formatHex(row.waits()));
    }

    @Override
    public void quality(int series, int attribution, long intervalStart, String form, QualityRow row) {
        add(
                "quality",
                series,
                attribution,
                intervalStart,
                form + '|' + QualityRow.INSTRUMENT + '|' + numbers(row.numbers()));
    }

    private void add(String table, int series, int attribution, long at, String rest) {
        String text =
                String.join("|", table, names.get(series), Integer.toString(attribution), Long.toString(at), rest);
        if (!rows.add(text)) {
            throw new IllegalStateException("twice: " + text);
        }
    }

    private static String numbers(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining("|"));
    }

    /** What the product has, but for rows from which everything was taken away again. */
    public static Set<String> stored(String jdbcUrl) throws SQLException {
        String cellNumbers = String.join(", ", CellRow.COLUMNS);
        String contacts = String.join(" + ", CellRow.COLUMNS.subList(0, 7));
        String qualityNumbers = String.join(", ", QualityRow.COLUMNS);
        String moment = "(extract(epoch from c.%s) * 1000)::bigint";
        Set<String> rows = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(
                        jdbcUrl + "?currentSchema=evaluator&user=" + EmbeddedDatabase.NAME);
                Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "select concat_ws('|', 'cell', " + SERIES + ", attribution, " + moment.formatted("interval_start")
                        + ", "
                        + cellNumbers + ", encode(waits, 'hex')) from cell c join series s on s.id = c.series_id"
                        + " where " + contacts + " > 0",
                "select concat_ws('|', 'day', " + SERIES + ", attribution, " + moment.formatted("day_start") + ", "
                        + cellNumbers + ", encode(waits, 'hex')) from day_cell c join series s on s.id = c.series_id"
                        + " where " + contacts + " > 0",
                "select concat_ws('|', 'quality', " + SERIES + ", attribution, " + moment.formatted("interval_start")
                        + ", form, instrument, " + qualityNumbers
                        + ") from quality_cell c join series s on s.id = c.series_id where evaluations > 0"
            }) {
                try (ResultSet row = statement.executeQuery(sql)) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
