package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.RecountedCells.ChangedDay;

/**
 * Rows of cells and of days that are put right: wrong ones are taken away by their place, right ones are written. Filled
 * by one thread, then written by another, in the transaction that holds {@link CountLocks#FOLD}: nobody else changes
 * these rows.
 */
final class CountCorrections {
    private final List<String> wrongCells = new ArrayList<>();
    private final List<String> wrongDays = new ArrayList<>();
    private final CopyRows cells = new CopyRows(3 + SumTable.NUMBERS + 1);
    private final CopyRows days = new CopyRows(4 + SumTable.NUMBERS + 1);
    private final Set<ChangedDay> changed = new HashSet<>();
    private final Set<LocalDay> localDays = new HashSet<>();

    /** @param start in milliseconds since 1970 */
    private record LocalDay(String zone, int series, long start) {}

    void removeCell(String place) {
        wrongCells.add(place);
    }

    void removeDay(String place) {
        wrongDays.add(place);
    }

    /** A row of days is taken away, written, or both. */
    void changeDay(String zone, int series, long start) {
        localDays.add(new LocalDay(zone, series, Moments.instant(start).toEpochMilli()));
    }

    void addCell(CountedRow row) {
        cells.addInt(row.series).addSmallint(row.attribution).addMoment(row.moment);
        append(cells, row.numbers, row.waits);
    }

    void addDay(String zone, SumTable sums, int slot) {
        days.addText(zone)
                .addInt(sums.series(slot))
                .addSmallint(sums.attribution(slot))
                .addMoment(sums.moment(slot));
        append(days, sums.numbers(slot), sums.packedWaits(slot));
    }

    private static void append(CopyRows rows, long[] numbers, byte[] waits) {
        for (long number : numbers) {
            rows.addBigint(number);
        }
        rows.addBytea(waits);
        rows.endRow();
    }

    void note(@Nullable ChangedDay day) {
        if (day != null) {
            changed.add(day);
        }
    }

    /** Days on which counts change, for whoever must look again. */
    Set<ChangedDay> changed() {
        return changed;
    }

    void write(Connection connection) throws SQLException {
        writeCells(connection);
        writeDays(connection);
    }

    private void writeCells(Connection connection) throws SQLException {
        remove(connection, "cell", wrongCells);
        cells.copyTo(connection, "cell (" + CountedRow.columns("interval_start") + ")");
    }

    private void writeDays(Connection connection) throws SQLException {
        remove(connection, "day_cell", wrongDays);
        days.copyTo(connection, "day_cell (zone, " + CountedRow.columns("day_start") + ")");
        DayVersions.change(connection, changed);
        if (!localDays.isEmpty()) {
            DayVersions.change(
                    connection,
                    localDays.stream().map(LocalDay::zone).toArray(String[]::new),
                    localDays.stream().mapToInt(LocalDay::series).toArray(),
                    localDays.stream().mapToLong(LocalDay::start).toArray());
        }
    }

    private static void remove(Connection connection, String table, List<String> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        String sql = "delete from " + table + " where ctid = any (?::tid[])";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setArray(1, connection.createArrayOf("tid", places.toArray()));
            int removed = delete.executeUpdate();
            if (removed != places.size()) {
                throw new IllegalStateException(
                        "of " + places.size() + " rows of " + table + " only " + removed + " were where they stood");
            }
        }
    }

    /** Notes that counts of these days have changed. */
    static void note(Connection connection, Set<ChangedDay> changed) throws SQLException {
        CopyRows rows = new CopyRows(2);
        changed.forEach(day -> rows.addText(day.vendor()).addDate(day.day()).endRow());
        rows.copyTo(connection, "changed_day (vendor, day)");
    }
}
