package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.DaysInMemory.Grain;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;

/**
 * Sums cells and the deltas that are not folded yet. Never touches facts: the cost grows with intervals, not with
 * contacts. Use one transaction with repeatable reads for everything that must fit together.
 */
@ApplicationScoped
public class CountsReader {
    private static final int FETCH_ROWS = 1_000;

    private final DaysInMemory days;

    CountsReader(DaysInMemory days) {
        this.days = days;
    }

    /** The sums by bucket and group; a place without any count is absent. */
    public Map<Place, CellCounts> read(Connection connection, CountsQuery query) throws SQLException {
        Map<Place, CellCounts> counts = new HashMap<>();
        if (query.groups().stream().allMatch(Map::isEmpty)) {
            return counts;
        }
        if (query.attribution() != Attribution.EVALUATED) {
            readCells(connection, query, counts);
        }
        if (query.quality()) {
            readQualities(connection, query, counts);
        }
        return counts;
    }

    /** The zone, if its days are kept; else null. */
    public @Nullable ZoneId zoneWithDays(Connection connection, @Nullable ZoneId zone) throws SQLException {
        if (zone == null) {
            return null;
        }
        try (PreparedStatement select = connection.prepareStatement("select true from zone_in_use where zone = ?")) {
            select.setString(1, zone.getId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? zone : null;
            }
        }
    }

    /** Whether contacts are counted by this attribution. */
    public boolean isKept(Connection connection, Attribution attribution) throws SQLException {
        if (attribution == Attribution.EVALUATED) {
            return true;
        }
        try (PreparedStatement select =
                connection.prepareStatement("select true from attribution_in_use where attribution = ?")) {
            select.setInt(1, StoredCode.of(attribution));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private void readCells(Connection connection, CountsQuery query, Map<Place, CellCounts> counts)
            throws SQLException {
        Sums sums = new Sums(query, counts);
        ZoneId zone = query.dayZone();
        if (zone != null && sums.haveMidnights(zone)) {
            days.visit(connection, Grain.DAY, zone, sums.days(), sums::add);
            readRows(connection, "cell_delta", query, sums);
        } else if (zone != null && sums.areLong()) {
            days.visit(connection, Grain.QUARTER_HOUR, zone, sums.days(), sums::add);
            readRows(connection, "cell_delta", query, sums);
        } else if (!query.bounds().isEmpty()) {
            readRows(connection, "cell", query, sums);
            readRows(connection, "cell_delta", query, sums);
        } else {
            readSums(connection, query, sums);
        }
    }

    /** Row by row: to group histograms the database sorts them. */
    private static void readRows(Connection connection, String table, CountsQuery query, Sums sums)
            throws SQLException {
        boolean waits = !query.bounds().isEmpty();
        String sql = "select series_id, interval_start, " + CellColumns.list(CellColumns.CELL)
                + (waits ? ", waits" : "") + " from " + table + " where attribution = ? and interval_start >= ?"
                + " and interval_start < ? and series_id = any (?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, StoredCode.of(query.attribution()));
            select.setObject(2, query.edges().getFirst().atOffset(ZoneOffset.UTC));
            select.setObject(3, query.edges().getLast().atOffset(ZoneOffset.UTC));
            select.setArray(4, connection.createArrayOf("int", sums.series().toArray()));
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.add(
                            row.getInt(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            numbers(row, 3, CountDeltas.CELL_NUMBERS),
                            waits ? row.getBytes(3 + CountDeltas.CELL_NUMBERS) : WaitHistogram.NOTHING);
                }
            }
        }
    }

    /** Quarter-hours summed by the database. */
    private static void readSums(Connection connection, CountsQuery query, Sums sums) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql("cell", CellColumns.CELL, ""))) {
            bind(connection, select, query);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.at(row.getInt(1), row.getInt(2))
                            .addCell(row.getInt(3), numbers(row, 4, CountDeltas.CELL_NUMBERS));
                }
            }
        }
    }

    private static void readQualities(Connection connection, CountsQuery query, Map<Place, CellCounts> counts)
            throws SQLException {
        String sql = sql("quality_cell", CellColumns.QUALITY, ", form, instrument");
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            bind(connection, select, query);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.computeIfAbsent(new Place(row.getInt(1), row.getInt(2)), _ -> new CellCounts())
                            .addQuality(
                                    row.getString(4), row.getString(5), numbers(row, 6, CellColumns.QUALITY.size()));
                }
            }
        }
    }

    /** @param more columns by which rows are told apart, each behind a comma; beside bucket, group and known parts */
    private static String sql(String table, List<String> numbers, String more) {
        String columns = "series_id, at" + more + ", " + CellColumns.list(numbers);
        return """
                with g (series_id, grp, known_parts) as (select * from unnest(?::int[], ?::int[], ?::int[])),
                kept as (select *, interval_start as at from {table}
                         where attribution = ? and interval_start >= ? and interval_start < ?
                             and series_id in (select series_id from g)),
                fresh as (select *, interval_start as at from {table}_delta
                          where attribution = ? and interval_start >= ? and interval_start < ?),
                x as (select {columns} from kept union all select {columns} from fresh)
                select width_bucket(x.at, ?::timestamptz[]) - 1, g.grp, g.known_parts{more}, {sums}
                from x join g on g.series_id = x.series_id
                group by 1, 2, 3{more}
                """.replace("{columns}", columns)
                .replace("{table}", table)
                .replace("{more}", more)
                .replace("{sums}", CellColumns.sums(numbers));
    }

    private static void bind(Connection connection, PreparedStatement select, CountsQuery query) throws SQLException {
        List<Integer> series = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<Integer> knownParts = new ArrayList<>();
        for (int group = 0; group < query.groups().size(); group++) {
            for (Map.Entry<Integer, Series> member : query.groups().get(group).entrySet()) {
                series.add(member.getKey());
                groups.add(group);
                knownParts.add(member.getValue().knownParts());
            }
        }
        int at = 1;
        select.setArray(at++, connection.createArrayOf("int", series.toArray()));
        select.setArray(at++, connection.createArrayOf("int", groups.toArray()));
        select.setArray(at++, connection.createArrayOf("int", knownParts.toArray()));
        for (int part = 0; part < 2; part++) {
            select.setInt(at++, StoredCode.of(query.attribution()));
            select.setObject(at++, query.edges().getFirst().atOffset(ZoneOffset.UTC));
            select.setObject(at++, query.edges().getLast().atOffset(ZoneOffset.UTC));
        }
        select.setArray(
                at,
                connection.createArrayOf(
                        "timestamptz",
                        query.edges().stream().map(Instant::toString).toArray()));
    }

    private static long[] numbers(ResultSet row, int first, int count) throws SQLException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = row.getLong(first + i);
        }
        return numbers;
    }
}
