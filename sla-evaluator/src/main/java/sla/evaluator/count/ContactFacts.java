package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import sla.model.agreement.Attribution;

/**
 * The effective facts of contacts, read once for all attributions and put apart by series: of each the quarter-hours it
 * counts in, and its numbers. Says the same as {@link CountDeltas} and {@link FactCounts} in a third way, so that it can
 * tell whether they are right: it shares nothing with them. Not thread-safe.
 */
final class ContactFacts {
    /** What an entry begins with, to tell it from a {@link CountedRow}. */
    static final int CONTACT = 0;

    /** Codes of outcomes, and the order of their columns. */
    private static final int ANSWERED = 0;

    private static final int LAST_WITH_WAIT = 3;
    private static final int LAST_OUTCOME = 6;

    private static final int FIRST_WAIT_SUM = CellColumns.CELL.indexOf("wait_answered_ms");
    private static final int TALK = CellColumns.CELL.indexOf("talk_ms");
    private static final int HOLD = CellColumns.CELL.indexOf("hold_ms");
    private static final int WRAP_UP = CellColumns.CELL.indexOf("wrap_up_ms");
    private static final int TRANSFERRED = CellColumns.CELL.indexOf("transferred");
    private static final int HANDED_BACK = CellColumns.CELL.indexOf("handed_back");

    /** What stands in one number of an entry: the outcome's code, and three answers. */
    private static final int OUTCOME = 0xf;

    private static final int IS_TRANSFERRED = 1 << 4;

    private static final int IS_HANDED_BACK = 1 << 5;
    private static final int HAS_WAIT = 1 << 6;

    private static final int MOST_ENTRY_BYTES = 10 * PackedNumbers.MOST_BYTES;

    /** Of a partition that are read at a time, of 8 KB each. */
    private static final int BLOCKS = 8192;

    private final List<Attribution> attributions;
    private final String condition;
    private final int[] codes;

    /** The contact that was read last. */
    private final long[] quarterHours;

    private int series;
    private int outcome;
    private int flags;
    private long wait;
    private long talk;
    private long hold;
    private long wrapUp;

    /**
     * Part of a partition.
     *
     * @param condition on the places of its rows
     */
    record Piece(String partition, String condition) {}

    ContactFacts(RecountedCells cells) {
        this.attributions = cells.attributions();
        this.condition = cells.scope()
                .ofContacts(attributions.stream().map(ContactFacts::moment).toList());
        this.codes = attributions.stream().mapToInt(StoredCode::of).toArray();
        this.quarterHours = new long[attributions.size()];
    }

    /** All there are at the moment that the transaction sees. */
    static List<Piece> pieces(Connection connection) throws SQLException {
        List<Piece> pieces = new ArrayList<>();
        String sql = """
                select inhrelid::regclass::text, pg_relation_size(inhrelid) / current_setting('block_size')::int
                from pg_inherits where inhparent = 'fact'::regclass order by 1
                """;
        CopiedRows.read(connection, sql, row -> {
            String partition = row.nextText();
            long blocks = row.nextBigint();
            for (long block = 0; block < blocks; block += BLOCKS) {
                // The last one is open: rows that we see and that came while we looked are behind.
                boolean last = block + BLOCKS >= blocks;
                pieces.add(new Piece(
                        partition,
                        " and ctid >= '(" + block + ",0)'"
                                + (last ? "" : " and ctid < '(" + (block + BLOCKS) + ",0)'")));
            }
        });
        return pieces;
    }

    /** Reads a piece's facts. */
    void read(Connection connection, Piece piece, SeriesBuckets buckets, BooleanSupplier stopped) throws SQLException {
        String sql = "select series_id, outcome, "
                + attributions.stream().map(ContactFacts::moment).collect(Collectors.joining(", "))
                + ", wait_ms, talk_ms, hold_ms, wrap_up_ms, transferred, handed_back from " + piece.partition()
                + " where effective and type = 'interaction'" + piece.condition() + condition;
        CopiedRows.read(connection, sql, row -> {
            if (stopped.getAsBoolean()) {
                throw new SQLException("The counts are no longer compared");
            }
            put(row, buckets);
        });
    }

    private void put(CopiedRows row, SeriesBuckets buckets) {
        series = row.nextInt();
        outcome = row.nextSmallint() & OUTCOME;
        for (int i = 0; i < quarterHours.length; i++) {
            quarterHours[i] = Math.floorDiv(row.nextTimestamp(), Moments.QUARTER_HOUR);
        }
        boolean waitIsKnown = !row.nextIsNull();
        wait = waitIsKnown ? row.nextBigint() : 0;
        talk = numberOrNothing(row);
        hold = numberOrNothing(row);
        wrapUp = numberOrNothing(row);
        flags = outcome
                | (waitIsKnown && outcome <= LAST_WITH_WAIT ? HAS_WAIT : 0)
                | (row.nextIsTrue() ? IS_TRANSFERRED : 0)
                | (row.nextIsTrue() ? IS_HANDED_BACK : 0);
        PackedNumbers entry = buckets.entry(series, MOST_ENTRY_BYTES);
        entry.put(CONTACT);
        entry.put(series);
        entry.put(flags);
        for (int i = 0; i < quarterHours.length; i++) {
            entry.put(i == 0 ? quarterHours[0] : quarterHours[i] - quarterHours[0]);
        }
        if (hasWait()) {
            entry.put(wait);
        }
        if (outcome == ANSWERED) {
            entry.put(talk);
            entry.put(hold);
            entry.put(wrapUp);
        }
    }

    private static long numberOrNothing(CopiedRows row) {
        return row.nextIsNull() ? 0 : row.nextBigint();
    }

    /** Takes an entry: the next one can be taken then. */
    private void take(PackedNumbers entry) {
        series = entry.nextInt();
        flags = entry.nextInt();
        outcome = flags & OUTCOME;
        long first = 0;
        for (int i = 0; i < quarterHours.length; i++) {
            first += i == 0 ? entry.next() : 0;
            quarterHours[i] = i == 0 ? first : first + entry.next();
        }
        wait = hasWait() ? entry.next() : 0;
        boolean answered = outcome == ANSWERED;
        talk = answered ? entry.next() : 0;
        hold = answered ? entry.next() : 0;
        wrapUp = answered ? entry.next() : 0;
    }

    private boolean hasWait() {
        return (flags & HAS_WAIT) != 0;
    }

    /** Takes an entry and says when it counts by the first of the attributions, in microseconds since 2000. */
    long firstMoment(PackedNumbers entry) {
        take(entry);
        return quarterHours[0] * Moments.QUARTER_HOUR;
    }

    /** Takes an entry and adds it to the sums of each quarter-hour it counts in, of those that are wanted. */
    void sum(PackedNumbers entry, SumTable sums, long fromInclusive, long toExclusive) {
        take(entry);
        for (int i = 0; i < quarterHours.length; i++) {
            long moment = quarterHours[i] * Moments.QUARTER_HOUR;
            if (moment >= fromInclusive && moment < toExclusive) {
                sum(sums, sums.slot(0, series, codes[i], moment));
            }
        }
    }

    private void sum(SumTable sums, int slot) {
        if (outcome <= LAST_OUTCOME) {
            sums.add(slot, outcome, 1);
        }
        if (hasWait()) {
            sums.add(slot, FIRST_WAIT_SUM + outcome, wait);
            sums.addWait(slot, outcome << 24 | bin(wait), 1);
        }
        if (outcome == ANSWERED) {
            sums.add(slot, TALK, talk);
            sums.add(slot, HOLD, hold);
            sums.add(slot, WRAP_UP, wrapUp);
        }
        if ((flags & IS_TRANSFERRED) != 0) {
            sums.add(slot, TRANSFERRED, 1);
        }
        if ((flags & IS_HANDED_BACK) != 0) {
            sums.add(slot, HANDED_BACK, 1);
        }
    }

    /** Bin 2k is exactly k seconds, bin 2k + 1 between k and k + 1. */
    private static int bin(long waitMillis) {
        long bin = waitMillis / 1000 * 2 + (waitMillis % 1000 == 0 ? 0 : 1);
        return (int) Math.min(bin, WaitBin.LAST);
    }

    private static String moment(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> "offered_at";
            case LEFT_QUEUE -> "left_queue_at";
            case ENDED -> "ended_at";
            case EVALUATED -> throw new IllegalArgumentException("contacts have no moment of evaluation");
        };
    }
}
