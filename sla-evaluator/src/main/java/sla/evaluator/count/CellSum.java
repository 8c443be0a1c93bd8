package sla.evaluator.count;

/** What a row of cells says, or what is to be added to it: the numbers of {@link CellColumns#CELL}, and the waits. */
final class CellSum {
    final long[] numbers = new long[CountDeltas.CELL_NUMBERS];
    final WaitHistogram waits = new WaitHistogram();

    void add(CellSum other) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += other.numbers[i];
        }
        waits.add(other.waits);
    }

    boolean isZero() {
        for (long number : numbers) {
            if (number != 0) {
                return false;
            }
        }
        return waits.isZero();
    }

    /** Adds the values of its columns to a row. */
    void appendTo(CopyRows rows) {
        for (long number : numbers) {
            rows.addBigint(number);
        }
        rows.addBytea(waits.packed());
    }
}
