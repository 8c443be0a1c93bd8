package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountDifference.Counted;

/**
 * Sums what the facts of some series give, and compares it with what is stored of these series; then the days with their
 * quarter-hours. Used again and again by one thread, on a connection that reads and never writes.
 */
final class SeriesRecount {
    private static final int SAMPLE = 4096;

    private final Connection connection;
    private final RecountedCells cells;
    private final DayStarts days;
    private final List<SeriesBuckets> stores;
    private final ContactFacts contacts;
    private final boolean correcting;
    private final RecountLimits limits;

    private final SumTable expected = new SumTable();
    private final SumTable pending = new SumTable();
    private final SumTable daySums = new SumTable();
    private final SumTable scratch = new SumTable();
    private final CountedRow row = new CountedRow();
    private Result result = new Result();

    /** What came of some series; filled by this thread alone. */
    static final class Result {
        long rows;
        long differences;
        /** The first of them; empty if rows are corrected. */
        final NavigableSet<CountDifference> cells = new TreeSet<>(CountDifference.CELLS);

        final NavigableSet<CountDifference> days = new TreeSet<>(CountDifference.DAYS);
        final CountCorrections corrections = new CountCorrections();

        void add(Result other) {
            rows += other.rows;
            differences += other.differences;
            other.cells.forEach(difference -> keep(cells, difference));
            other.days.forEach(difference -> keep(days, difference));
        }

        static void keep(NavigableSet<CountDifference> first, CountDifference difference) {
            first.add(difference);
            if (first.size() > CountsAudit.MOST_DIFFERENCES) {
                first.pollLast();
            }
        }
    }

    SeriesRecount(
            Connection connection,
            RecountedCells cells,
            DayStarts days,
            List<SeriesBuckets> stores,
            boolean correcting,
            RecountLimits limits) {
        this.connection = connection;
        this.cells = cells;
        this.days = days;
        this.stores = stores;
        this.contacts = new ContactFacts(cells);
        this.correcting = correcting;
        this.limits = limits;
    }

    /** The series of some buckets side by side. */
    Result recount(int fromBucket, int toBucket) throws SQLException {
        result = new Result();
        daySums.clear();
        long[] bounds = bounds(fromBucket, toBucket);
        for (int i = 0; i + 1 < bounds.length; i++) {
            compareCells(fromBucket, toBucket, bounds[i], bounds[i + 1]);
        }
        daySums.merge();
        compareDays(ofSeries(fromBucket, toBucket));
        return result;
    }

    /** Moments between which no more is summed at a time than memory has room for; the ends are open. */
    private long[] bounds(int fromBucket, int toBucket) throws SQLException {
        long entries = IntStream.range(fromBucket, toBucket)
                .mapToLong(bucket -> stores.stream()
                        .mapToLong(store -> store.entries(bucket))
                        .sum())
                .sum();
        int parts = Math.toIntExact(entries / limits.mostEntriesAtOnce() + 1);
        long[] bounds = new long[parts + 1];
        bounds[0] = Long.MIN_VALUE;
        bounds[parts] = Long.MAX_VALUE;
        if (parts > 1) {
            long[] sample = sample(fromBucket, toBucket, entries / SAMPLE + 1);
            for (int i = 1; i < parts; i++) {
                bounds[i] = sample[(int) ((long) i * sample.length / parts)];
            }
        }
        return bounds;
    }

    private long[] sample(int fromBucket, int toBucket, long every) throws SQLException {
        long[] sample = new long[SAMPLE + 1];
        int[] size = {0};
        long[] seen = {0};
        for (int bucket = fromBucket; bucket < toBucket; bucket++) {
            for (SeriesBuckets store : stores) {
                store.read(bucket, entries -> {
                    while (entries.hasNext()) {
                        long moment = moment(entries);
                        if (seen[0]++ % every == 0) {
                            sample[size[0]++] = moment;
                        }
                    }
                });
            }
        }
        long[] sorted = Arrays.copyOf(sample, size[0]);
        Arrays.sort(sorted);
        return sorted;
    }

    private long moment(PackedNumbers entry) {
        if (entry.nextInt() == ContactFacts.CONTACT) {
            return contacts.firstMoment(entry);
        }
        row.take(entry);
        return row.moment;
    }

    private void compareCells(int fromBucket, int toBucket, long fromInclusive, long toExclusive) throws SQLException {
        expected.clear();
        pending.clear();
        for (int bucket = fromBucket; bucket < toBucket; bucket++) {
            for (SeriesBuckets store : stores) {
                store.read(bucket, entries -> {
                    while (entries.hasNext()) {
                        sum(entries, fromInclusive, toExclusive);
                    }
                });
            }
        }
        expected.merge();
        pending.merge();
        String sql = "select " + (correcting ? "ctid, " : "") + CountedRow.columns("interval_start")
                + " from cell where true" + ofSeries(fromBucket, toBucket)
                + cells.scope().withWholeDays().ofCounts() + between(fromInclusive, toExclusive);
        CopiedRows.read(connection, sql, stored -> {
            String place = correcting ? stored.nextPlace() : null;
            row.read(stored);
            compareStored(place);
        });
        compareMissing();
    }

    private void sum(PackedNumbers entry, long fromInclusive, long toExclusive) {
        int kind = entry.nextInt();
        if (kind == ContactFacts.CONTACT) {
            contacts.sum(entry, expected, fromInclusive, toExclusive);
            return;
        }
        row.take(entry);
        if (row.moment >= fromInclusive && row.moment < toExclusive) {
            row.addTo(kind == CountedRow.SEALED ? expected : pending);
        }
    }

    private void compareStored(@Nullable String place) {
        int must = expected.find(0, row.series, row.attribution, row.moment);
        int more = pending.find(0, row.series, row.attribution, row.moment);
        if (must != SumTable.NONE) {
            expected.see(must);
        }
        if (more != SumTable.NONE) {
            pending.see(more);
        }
        if (cells.has(row.series, row.attribution, row.moment) && differs(must, more)) {
            if (place != null) {
                result.corrections.removeCell(place);
                correct(must, more);
                return;
            }
            name(must, more);
        }
        addToDays();
    }

    /** Rows that must be there and are not, in the order of their key: so they are found side by side. */
    private void compareMissing() {
        Integer[] missing = IntStream.range(0, expected.size())
                .filter(slot -> !expected.isSeen(slot))
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(
                missing,
                Comparator.<Integer>comparingInt(expected::series)
                        .thenComparingInt(expected::attribution)
                        .thenComparingLong(expected::moment));
        for (int must : missing) {
            int more = pending.find(0, expected.series(must), expected.attribution(must), expected.moment(must));
            if (more != SumTable.NONE) {
                pending.see(more);
            }
            compareMissing(expected, must, must, more);
        }
        for (int more = 0; more < pending.size(); more++) {
            if (!pending.isSeen(more)) {
                compareMissing(pending, more, SumTable.NONE, more);
            }
        }
    }

    private void compareMissing(SumTable key, int slot, int must, int more) {
        row.setNothing(key.series(slot), key.attribution(slot), key.moment(slot));
        if (cells.has(row.series, row.attribution, row.moment) && differs(must, more)) {
            if (correcting) {
                correct(must, more);
            } else {
                name(must, more);
            }
        }
    }

    /** Whether what is stored, and what no fold has moved yet, is not what the facts give. */
    private boolean differs(int must, int more) {
        result.rows++;
        boolean right =
                more == SumTable.NONE ? hasWaits(expected, must, row.waits) : hasWaits(expected, must, with(more));
        for (int i = 0; right && i < SumTable.NUMBERS; i++) {
            right = row.numbers[i] + number(pending, more, i) == number(expected, must, i);
        }
        if (!right) {
            result.differences++;
        }
        return !right;
    }

    private static boolean hasWaits(SumTable sums, int slot, byte[] waits) {
        return slot == SumTable.NONE ? waits.length == 0 : sums.hasWaits(slot, waits);
    }

    private static long number(SumTable sums, int slot, int column) {
        return slot == SumTable.NONE ? 0 : sums.number(slot, column);
    }

    /** The waits of the row and of these deltas. */
    private byte[] with(int more) {
        return sum(row.waits, pending.packedWaits(more), 1);
    }

    private byte[] sum(byte[] waits, byte[] others, int sign) {
        scratch.clear();
        int slot = scratch.slot(0, 0, 0, 0);
        scratch.addWaits(slot, waits, 1);
        scratch.addWaits(slot, others, sign);
        scratch.merge();
        return scratch.packedWaits(slot);
    }

    /** The row becomes what the facts give, less what the next fold will add. */
    private void correct(int must, int more) {
        for (int i = 0; i < SumTable.NUMBERS; i++) {
            row.numbers[i] = number(expected, must, i) - number(pending, more, i);
        }
        byte[] waits = must == SumTable.NONE ? new byte[0] : expected.packedWaits(must);
        row.waits = more == SumTable.NONE ? waits : sum(waits, pending.packedWaits(more), -1);
        if (!row.isZero()) {
            result.corrections.addCell(row);
            addToDays();
        }
        result.corrections.note(cells.changedDay(row.series, row.moment));
    }

    private void name(int must, int more) {
        CountedRow is = row;
        byte[] waits = more == SumTable.NONE ? is.waits : with(more);
        long[] numbers = is.numbers.clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += number(pending, more, i);
        }
        Result.keep(
                result.cells,
                new CountDifference(
                        null,
                        is.series,
                        is.attribution,
                        is.moment,
                        new Counted(numbers, waits),
                        Counted.of(expected, must)));
    }

    private void addToDays() {
        for (int zone = 0; zone < days.zones().size(); zone++) {
            long start = days.of(zone, row.moment);
            if (start != DayStarts.NONE) {
                int slot = daySums.slot(zone, row.series, row.attribution, start);
                daySums.add(slot, row.numbers, 1);
                daySums.addWaits(slot, row.waits, 1);
            }
        }
    }

    private void compareDays(String ofSeries) throws SQLException {
        String sql = "select zone, " + (correcting ? "ctid, " : "") + CountedRow.columns("day_start")
                + " from day_cell where true" + ofSeries + cells.scope().ofSeries()
                + cells.scope().ofDays();
        CopiedRows.read(connection, sql, stored -> {
            String zone = stored.nextText();
            String place = correcting ? stored.nextPlace() : null;
            row.read(stored);
            int number = days.zones().indexOf(zone);
            int must = number < 0 ? SumTable.NONE : daySums.find(number, row.series, row.attribution, row.moment);
            if (must != SumTable.NONE) {
                daySums.see(must);
            }
            compareDay(zone, place, must);
        });
        for (int must = 0; must < daySums.size(); must++) {
            if (!daySums.isSeen(must) && cells.hasDay(daySums.moment(must))) {
                row.setNothing(daySums.series(must), daySums.attribution(must), daySums.moment(must));
                compareDay(days.zones().get(daySums.zone(must)), null, must);
            }
        }
    }

    private void compareDay(String zone, @Nullable String place, int must) {
        result.rows++;
        boolean right = hasWaits(daySums, must, row.waits);
        for (int i = 0; right && i < SumTable.NUMBERS; i++) {
            right = row.numbers[i] == number(daySums, must, i);
        }
        if (right) {
            return;
        }
        result.differences++;
        if (!correcting) {
            Result.keep(
                    result.days,
                    new CountDifference(
                            zone, row.series, row.attribution, row.moment, Counted.of(row), Counted.of(daySums, must)));
            return;
        }
        result.corrections.changeDay(zone, row.series, row.moment);
        if (place != null) {
            result.corrections.removeDay(place);
        }
        if (must != SumTable.NONE && !daySums.isZero(must)) {
            result.corrections.addDay(zone, daySums, must);
        }
        result.corrections.note(cells.changedDay(row.series, row.moment));
    }

    private String ofSeries(int fromBucket, int toBucket) {
        SeriesBuckets any = stores.getFirst();
        return (fromBucket == 0 ? "" : " and series_id >= " + any.firstSeries(fromBucket))
                + (toBucket == any.size() ? "" : " and series_id < " + any.firstSeries(toBucket));
    }

    private static String between(long fromInclusive, long toExclusive) {
        return (fromInclusive == Long.MIN_VALUE ? "" : " and interval_start >= " + moment(fromInclusive))
                + (toExclusive == Long.MAX_VALUE ? "" : " and interval_start < " + moment(toExclusive));
    }

    private static String moment(long moment) {
        return "timestamptz '" + Moments.instant(moment) + "'";
    }
}
