package sla.evaluator.count;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of cells or days that is not what it must be.
 *
 * @param zone null for cells
 * @param moment where the quarter-hour or the day begins, in microseconds since 2000
 */
record CountDifference(@Nullable String zone, int series, int attribution, long moment, Counted is, Counted must) {

    /** In the order of their tables' keys. */
    static final Comparator<CountDifference> CELLS = Comparator.comparingInt(CountDifference::series)
            .thenComparingInt(CountDifference::attribution)
            .thenComparingLong(CountDifference::moment);

    static final Comparator<CountDifference> DAYS = Comparator.comparing(
                    CountDifference::zone, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingLong(CountDifference::moment)
            .thenComparing(CELLS);

    /** What a row says. */
    static final class Counted {
        private final long[] numbers;
        private final byte[] waits;

        Counted(long[] numbers, byte[] waits) {
            this.numbers = numbers;
            this.waits = waits;
        }

        static Counted of(CountedRow row) {
            return new Counted(row.numbers.clone(), row.waits);
        }

        static Counted of(SumTable sums, int slot) {
            return slot == SumTable.NONE
                    ? new Counted(new long[SumTable.NUMBERS], new byte[0])
                    : new Counted(sums.numbers(slot), sums.packedWaits(slot));
        }
    }

    /** @param seriesRow the row of its series, as JSON; null if there is no such series */
    String inWords(@Nullable String seriesRow) {
        List<String> key = new ArrayList<>();
        if (seriesRow == null) {
            key.add("series_id " + series);
        }
        key.add("by " + DifferenceWords.label(StoredCode.attribution(attribution)));
        if (zone != null) {
            key.add(0, "zone " + zone);
        }
        key.add((zone == null ? "interval_start " : "day_start ") + DifferenceWords.moment(moment));
        String source = zone == null ? "the facts give" : "its quarter-hours give";
        List<String> words = new ArrayList<>();
        for (int i = 0; i < SumTable.NUMBERS; i++) {
            words.addAll(DifferenceWords.number(CellColumns.CELL.get(i), is.numbers[i], must.numbers[i], source));
        }
        if (!Arrays.equals(is.waits, must.waits)) {
            words.addAll(DifferenceWords.waits(is.waits, must.waits, source));
        }
        return DifferenceWords.place(zone == null ? "cell" : "day_cell", seriesRow, key) + ": "
                + String.join("; ", words);
    }
}
