package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves deltas of cells into the cells and the local days of the zones in use. Sums here and not in the database, which
 * takes a hundred times as long for a histogram. Only whoever holds {@link CountLocks#FOLD} changes cells, so nobody
 * comes between reading and writing.
 */
final class CellFold {
    /** More are left for another fold: a fold is held in memory. */
    static final int MOST_ROWS = 100_000;

    /**
     * A row of cells or of their days.
     *
     * @param zone empty for cells
     * @param at where the quarter-hour or the day begins, milliseconds since 1970
     */
    record RowKey(String zone, int seriesId, int attribution, long at) {}

    private CellFold() {}

    /** Moves {@link #MOST_ROWS} and the rest of a batch, or less; how many they were. In the caller's transaction. */
    static long move(Connection connection) throws SQLException {
        Map<RowKey, CellSum> cells = new HashMap<>();
        long moved = take(connection, cells);
        if (moved > 0) {
            // Before the cells: what is stored there is added to their sums.
            Map<RowKey, CellSum> days = days(connection, cells);
            add(connection, "cell", "interval_start", cells);
            add(connection, "day_cell", "day_start", days);
            noteChanged(connection, days.keySet());
        }
        return moved;
    }

    private static long take(Connection connection, Map<RowKey, CellSum> cells) throws SQLException {
        long taken = 0;
        String apart = "ctid = any (array(select ctid from cell_delta where batch = 0 limit " + MOST_ROWS + "))";
        try (PreparedStatement delete = connection.prepareStatement(delete(apart))) {
            taken += take(delete, cells);
        }
        List<Long> batches = taken < MOST_ROWS ? DeltaBatches.take(connection, MOST_ROWS - taken) : List.of();
        if (!batches.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(delete("batch = any (?)"))) {
                delete.setArray(1, connection.createArrayOf("bigint", batches.toArray()));
                taken += take(delete, cells);
            }
        }
        return taken;
    }

    private static String delete(String condition) {
        return "delete from cell_delta where " + condition + " returning series_id, attribution, "
                + millis("interval_start") + ", waits, " + CellColumns.list(CellColumns.CELL);
    }

    private static long take(PreparedStatement delete, Map<RowKey, CellSum> cells) throws SQLException {
        long taken = 0;
        try (ResultSet row = delete.executeQuery()) {
            while (row.next()) {
                RowKey key = new RowKey("", row.getInt(1), row.getInt(2), row.getLong(3));
                CellSum sum = cells.computeIfAbsent(key, _ -> new CellSum());
                sum.waits.add(row.getBytes(4));
                for (int i = 0; i < sum.numbers.length; i++) {
                    sum.numbers[i] += row.getLong(5 + i);
                }
                taken++;
            }
        }
        return taken;
    }

    private static Map<RowKey, CellSum> days(Connection connection, Map<RowKey, CellSum> cells) throws SQLException {
        Map<Long, List<RowKey>> dayOf =
                daysOf(connection, cells.keySet().stream().map(RowKey::at).collect(Collectors.toSet()));
        Map<RowKey, CellSum> days = new HashMap<>();
        cells.forEach((key, sum) -> {
            for (RowKey day : dayOf.getOrDefault(key.at(), List.of())) {
                days.computeIfAbsent(
                                new RowKey(day.zone(), key.seriesId(), key.attribution(), day.at()), _ -> new CellSum())
                        .add(sum);
            }
        });
        return days;
    }

    /** The days of each zone in use that the quarter-hours are in; the keys have no series. */
    private static Map<Long, List<RowKey>> daysOf(Connection connection, Set<Long> intervals) throws SQLException {
        String sql = """
                select {at}, z.zone, {day}
                from (select {moment} as at from unnest(?::bigint[]) millis) i
                cross join zone_in_use z
                cross join lateral (
                    select max(day_start) as day_start from local_day l
                    where l.zone = z.zone and l.day_start <= i.at) d
                """.replace("{at}", millis("i.at"))
                .replace("{day}", millis("d.day_start"))
                .replace("{moment}", moment("millis"));
        Map<Long, List<RowKey>> days = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("bigint", intervals.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                            .add(new RowKey(row.getString(2), 0, 0, row.getLong(3)));
                }
            }
        }
        return days;
    }

    private static void noteChanged(Connection connection, Set<RowKey> days) throws SQLException {
        // An attribution has no version of its own.
        RowKey[] keys = days.stream()
                .map(key -> new RowKey(key.zone(), key.seriesId(), 0, key.at()))
                .distinct()
                .toArray(RowKey[]::new);
        if (keys.length > 0) {
            DayVersions.change(
                    connection,
                    Arrays.stream(keys).map(RowKey::zone).toArray(String[]::new),
                    Arrays.stream(keys).mapToInt(RowKey::seriesId).toArray(),
                    Arrays.stream(keys).mapToLong(RowKey::at).toArray());
        }
    }

    /** Adds to rows that are there, and appends those that are not. */
    private static void add(Connection connection, String table, String at, Map<RowKey, CellSum> sums)
            throws SQLException {
        if (!sums.isEmpty()) {
            CellRows rows = new CellRows(connection, table, at, sums);
            rows.find();
            rows.appendNew();
            rows.updateStored();
        }
    }

    private static String millis(String moment) {
        return "(extract(epoch from " + moment + ") * 1000)::bigint";
    }

    static String moment(String millis) {
        return "timestamptz 'epoch' + " + millis + " * interval '1 millisecond'";
    }
}
