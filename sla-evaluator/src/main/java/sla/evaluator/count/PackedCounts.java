package sla.evaluator.count;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Rows of counts by one attribution, packed: read once and summed often. Of a vendor's local day, one per series or one per
 * series and quarter-hour; or of a batch of deltas. Immutable.
 */
final class PackedCounts {
    /** Of a row, beside its waits: series, length, quarter-hour and the numbers. */
    private static final int MOST_ROW_BYTES = (3 + CountDeltas.CELL_NUMBERS) * PackedNumbers.MOST_BYTES;

    static final PackedCounts NONE = new Builder().build();

    private final byte[] rows;

    private PackedCounts(byte[] rows) {
        this.rows = rows;
    }

    /** About as many as it takes in memory. */
    int bytes() {
        return 128 + rows.length;
    }

    /** Before the first row. */
    Row rows() {
        return new Row(rows);
    }

    /** The rows one after another. Not thread-safe. */
    static final class Row {
        private final PackedNumbers in;
        private final long[] numbers = new long[CountDeltas.CELL_NUMBERS];
        private int series;
        private int end;
        private int quarterHour;
        private boolean isRead;

        private Row(byte[] rows) {
            this.in = new PackedNumbers(rows);
        }

        /** Goes on to the next one; whether there is one. */
        boolean next() {
            in.skipTo(end);
            if (!in.hasNext()) {
                return false;
            }
            series = in.nextInt();
            int length = in.nextInt();
            end = in.at() + length;
            isRead = false;
            return true;
        }

        int series() {
            return series;
        }

        /** Since the beginning of the day, or since 1970; 0 of a row of a whole day. */
        int quarterHour() {
            read();
            return quarterHour;
        }

        void addTo(CellCounts sum, int knownParts) {
            read();
            sum.addCell(knownParts, numbers);
            sum.addWaits(in.bytes(), in.at(), end);
        }

        private void read() {
            if (!isRead) {
                quarterHour = in.nextInt();
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = in.next();
                }
                isRead = true;
            }
        }
    }

    /** Not thread-safe. */
    static final class Builder {
        private final PackedNumbers rows = new PackedNumbers(256);
        private final PackedNumbers row = new PackedNumbers(256);

        /**
         * A row of a result.
         *
         * @param quarterHour since the beginning of the day, or since 1970; 0 of a whole day
         * @param first the number of the column with the series; the numbers of {@link CellColumns#CELL} and the waits
         *     follow
         */
        void add(ResultSet result, int quarterHour, int first) throws SQLException {
            row.clear();
            row.ensure(MOST_ROW_BYTES);
            row.put(quarterHour);
            for (int i = 0; i < CountDeltas.CELL_NUMBERS; i++) {
                row.put(result.getLong(first + 1 + i));
            }
            CompactWaits.append(row, result.getBytes(first + 1 + CountDeltas.CELL_NUMBERS));
            rows.ensure(2 * PackedNumbers.MOST_BYTES + row.size());
            rows.put(result.getInt(first));
            rows.put(row.size());
            rows.put(row);
        }

        PackedCounts build() {
            return new PackedCounts(rows.toBytes());
        }
    }
}
