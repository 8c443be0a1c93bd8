package sla.evaluator.count;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The rows of a vendor's local day by one attribution, one per series, packed: read once and summed often. Immutable. */
final class DayCounts {
    static final DayCounts NONE = new Builder().build();

    /** Of a row, beside its waits. */
    private static final int ROW_BYTES = Integer.BYTES + Integer.BYTES + CountDeltas.CELL_NUMBERS * Long.BYTES;

    private final int[] series;
    /** {@link CountDeltas#CELL_NUMBERS} of each row. */
    private final long[] numbers;
    /** {@link CompactWaits} one after another, and where each ends. */
    private final byte[] waits;

    private final int[] waitsEnd;

    private DayCounts(int[] series, long[] numbers, byte[] waits, int[] waitsEnd) {
        this.series = series;
        this.numbers = numbers;
        this.waits = waits;
        this.waitsEnd = waitsEnd;
    }

    int rows() {
        return series.length;
    }

    int series(int row) {
        return series[row];
    }

    /** About as many as it takes in memory. */
    int bytes() {
        return 128 + series.length * ROW_BYTES + waits.length;
    }

    void addTo(CellCounts sum, int knownParts, int row, boolean withWaits) {
        sum.addCell(knownParts, numbers, row * CountDeltas.CELL_NUMBERS);
        if (withWaits) {
            sum.addWaits(waits, row == 0 ? 0 : waitsEnd[row - 1], waitsEnd[row]);
        }
    }

    /** Not thread-safe. */
    static final class Builder {
        private int rows;
        private int[] series = new int[16];
        private long[] numbers = new long[16 * CountDeltas.CELL_NUMBERS];
        private final CompactWaits waits = new CompactWaits();
        private int[] waitsEnd = new int[16];

        /**
         * A row of a result.
         *
         * @param first the number of the column with the series; the numbers of {@link CellColumns#CELL} and the waits
         *     follow
         */
        void add(ResultSet row, int first) throws SQLException {
            if (rows == series.length) {
                series = Arrays.copyOf(series, 2 * rows);
                numbers = Arrays.copyOf(numbers, 2 * numbers.length);
                waitsEnd = Arrays.copyOf(waitsEnd, 2 * rows);
            }
            series[rows] = row.getInt(first);
            for (int i = 0; i < CountDeltas.CELL_NUMBERS; i++) {
                numbers[rows * CountDeltas.CELL_NUMBERS + i] = row.getLong(first + 1 + i);
            }
            waitsEnd[rows++] = waits.append(row.getBytes(first + 1 + CountDeltas.CELL_NUMBERS));
        }

        DayCounts build() {
            return new DayCounts(
                    Arrays.copyOf(series, rows),
                    Arrays.copyOf(numbers, rows * CountDeltas.CELL_NUMBERS),
                    waits.toBytes(),
                    Arrays.copyOf(waitsEnd, rows));
        }
    }
}
