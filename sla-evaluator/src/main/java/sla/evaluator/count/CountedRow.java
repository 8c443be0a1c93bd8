package sla.evaluator.count;

import java.util.Arrays;

/**
 * A row of cells, of what is added to them, or of days: the numbers of {@link CellColumns#CELL} and the waits. One object
 * for many rows, one after another. Not thread-safe.
 */
final class CountedRow {
    /** What an entry begins with: what facts gave that are gone, and what batches added that no fold has moved yet. */
    static final int SEALED = 1;

    static final int DELTA = 2;

    private static final byte[] NOTHING = {};

    int series;
    int attribution;
    /** Where the quarter-hour or the day begins, in microseconds since 2000. */
    long moment;

    long[] numbers = new long[SumTable.NUMBERS];
    byte[] waits = NOTHING;

    /** {@code series_id, attribution, interval_start, answered, …, waits}. */
    static String columns(String moment) {
        return "series_id, attribution, " + moment + ", " + CellColumns.list(CellColumns.CELL) + ", "
                + CellColumns.WAITS;
    }

    /** Takes the values of {@link #columns}. */
    void read(CopiedRows row) {
        series = row.nextInt();
        attribution = row.nextSmallint();
        moment = row.nextTimestamp();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = row.nextBigint();
        }
        waits = row.nextBytes();
    }

    void putInto(SeriesBuckets buckets, int kind) {
        PackedNumbers entry = buckets.entry(series, (5 + numbers.length) * PackedNumbers.MOST_BYTES + waits.length);
        entry.put(kind);
        entry.put(series);
        entry.put(attribution);
        entry.put(moment);
        for (long number : numbers) {
            entry.put(number);
        }
        entry.put(waits.length);
        entry.put(waits);
    }

    void take(PackedNumbers entry) {
        series = entry.nextInt();
        attribution = entry.nextInt();
        moment = entry.next();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = entry.next();
        }
        waits = entry.nextBytes(entry.nextInt());
    }

    /** Adds the row to the sums of its key. */
    void addTo(SumTable sums) {
        int slot = sums.slot(0, series, attribution, moment);
        sums.add(slot, numbers, 1);
        sums.addWaits(slot, waits, 1);
    }

    /** A row of this key that is not there: one of zeros. */
    void setNothing(int ofSeries, int ofAttribution, long ofMoment) {
        series = ofSeries;
        attribution = ofAttribution;
        moment = ofMoment;
        Arrays.fill(numbers, 0);
        waits = NOTHING;
    }

    /** Whether it says no more than if it were not there. */
    boolean isZero() {
        return waits.length == 0 && Arrays.stream(numbers).allMatch(number -> number == 0);
    }
}
