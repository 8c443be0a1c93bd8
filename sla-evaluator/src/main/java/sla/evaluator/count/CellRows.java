package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import sla.evaluator.count.CellFold.RowKey;

/** Rows to be written to a table, in the order of its key: rows side by side are looked for one after another. */
final class CellRows {
    private static final Comparator<RowKey> ORDER = Comparator.comparing(RowKey::zone)
            .thenComparingInt(RowKey::seriesId)
            .thenComparingInt(RowKey::attribution)
            .thenComparingLong(RowKey::at);

    private final Connection connection;
    private final PGConnection arrays;
    private final String table;
    private final String at;
    private final boolean ofDays;
    private final RowKey[] keys;
    private final CellSum[] sums;
    /** Where the row is; null if there is none. Nobody else moves it while we hold the lock. */
    private final @Nullable String[] places;

    CellRows(Connection connection, String table, String at, Map<RowKey, CellSum> sums) throws SQLException {
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
                .replace("{moment}", CellFold.moment("k.millis"))
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
        int[] stored =
                IntStream.range(0, keys.length).filter(i -> places[i] != null).toArray();
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
                throw new IllegalStateException(
                        "of " + stored.length + " rows of " + table + " only " + updated + " were where they stood");
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
