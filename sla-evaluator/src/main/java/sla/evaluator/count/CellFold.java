package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

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
    private record RowKey(String zone, int seriesId, int attribution, long at) {}

    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::zone)
            .thenComparingInt(RowKey::seriesId)
            .thenComparingInt(RowKey::attribution)
            .thenComparingLong(RowKey::at);

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
            Rows rows = new Rows(connection, table, at, sums);
            rows.find();
            rows.appendNew();
            rows.updateStored();
        }
    }

    /** Rows to be written to a table, in the order of its key: rows side by side are looked for one after another. */
    private static final class Rows {
        private final Connection connection;
        private final PGConnection arrays;
        private final String table;
        private final String at;
        private final boolean ofDays;
        private final RowKey[] keys;
        private final CellSum[] sums;
        /** Where the row is; null if there is none. Nobody else moves it while we hold the lock. */
        private final @Nullable String[] places;

        Rows(Connection connection, String table, String at, Map<RowKey, CellSum> sums) throws SQLException {
            this.connection = connection;
            this.arrays = connection.unwrap(PGConnection.class);
            this.table = table;
            this.at = at;
            this.keys = sums.keySet().toArray(RowKey[]::new);
            Arrays.sort(keys, ORDER);
            this.sums = Arrays.stream(keys).map(sums::get).toArray(CellSum[]::new);
            this.ofDays = !keys[0].zone().isEmpty();
            this.places = new String[keys.length];
        }

        /** Finds the rows that are there, and adds their waits: those are written whole. */
        void find() throws SQLException {
            String sql = """
                    select k.n, t.place, t.waits
                    from unnest(?::text[], ?::int[], ?::smallint[], ?::bigint[])
                         with ordinality k (zone, series_id, attribution, millis, n)
                    cross join lateral (
                        select ctid::text as place, waits from {table} c
                        where c.series_id = k.series_id and c.attribution = k.attribution and c.{at} = {moment} {zone}
                        offset 0) t -- row by row: reading the table whole would cost more the longer it is
                    """.replace("{table}", table)
                    .replace("{at}", at)
                    .replace("{moment}", moment("k.millis"))
                    .replace("{zone}", ofDays ? "and c.zone = k.zone" : "");
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                setKeys(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        int found = row.getInt(1) - 1;
                        places[found] = row.getString(2);
                        sums[found].waits.add(row.getBytes(3));
                    }
                }
            }
        }

        void appendNew() throws SQLException {
            CopyRows rows = new CopyRows((ofDays ? 4 : 3) + CellColumns.CELL.size() + 1);
            for (int i = 0; i < keys.length; i++) {
                if (places[i] == null) {
                    if (ofDays) {
                        rows.addText(keys[i].zone());
                    }
                    rows.addInt(keys[i].seriesId())
                            .addSmallint(keys[i].attribution())
                            .addInstant(keys[i].at());
                    sums[i].appendTo(rows);
                    rows.endRow();
                }
            }
            String key = (ofDays ? "zone, " : "") + "series_id, attribution, " + at;
            rows.copyTo(connection, table + " (" + key + ", " + CellColumns.list(CellColumns.CELL) + ", waits)");
        }

        /** Adds the numbers, and puts the waits in the place of those that were there. */
        void updateStored() throws SQLException {
            int[] stored = IntStream.range(0, keys.length)
                    .filter(i -> places[i] != null)
                    .toArray();
            String sql = """
                    update {table} t set {additions}, waits = k.waits
                    from unnest(?::tid[], {arrays} ?::bytea[]) k (place, {numbers}, waits)
                    where t.ctid = k.place
                    """.replace("{table}", table)
                    .replace("{arrays}", "?::bigint[], ".repeat(CellColumns.CELL.size()))
                    .replace("{numbers}", CellColumns.list(CellColumns.CELL))
                    .replace("{additions}", CellColumns.additions(CellColumns.CELL, "k"));
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setArray(
                        1,
                        connection.createArrayOf(
                                "tid",
                                Arrays.stream(stored).mapToObj(i -> places[i]).toArray()));
                for (int number = 0; number < CountDeltas.CELL_NUMBERS; number++) {
                    long[] values = new long[stored.length];
                    for (int i = 0; i < stored.length; i++) {
                        values[i] = sums[stored[i]].numbers[number];
                    }
                    update.setArray(2 + number, arrays.createArrayOf("int8", values));
                }
                byte[][] waits = new byte[stored.length][];
                for (int i = 0; i < stored.length; i++) {
                    waits[i] = sums[stored[i]].waits.packed();
                }
                update.setArray(2 + CountDeltas.CELL_NUMBERS, arrays.createArrayOf("bytea", waits));
                int updated = update.executeUpdate();
                if (updated != stored.length) {
                    throw new IllegalStateException("of " + stored.length + " rows of " + table + " only " + updated
                            + " were where they stood");
                }
            }
        }

        private void setKeys(PreparedStatement statement) throws SQLException {
            String[] zones = new String[keys.length];
            int[] series = new int[keys.length];
            short[] attributions = new short[keys.length];
            long[] moments = new long[keys.length];
            for (int i = 0; i < keys.length; i++) {
                zones[i] = keys[i].zone();
                series[i] = keys[i].seriesId();
                attributions[i] = (short) keys[i].attribution();
                moments[i] = keys[i].at();
            }
            statement.setArray(1, arrays.createArrayOf("text", zones));
            statement.setArray(2, arrays.createArrayOf("int4", series));
            statement.setArray(3, arrays.createArrayOf("int2", attributions));
            statement.setArray(4, arrays.createArrayOf("int8", moments));
        }
    }

    private static String millis(String moment) {
        return "(extract(epoch from " + moment + ") * 1000)::bigint";
    }

    static String moment(String millis) {
        return "timestamptz 'epoch' + " + millis + " * interval '1 millisecond'";
    }
}
