package sla.evaluator.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts that have been deleted, or are about to be: those of a vendor's queue that a source reported of a month of UTC.
 * What such counts are part of cannot be told any more; that there are none must never look like nothing was counted.
 *
 * <p>A row is committed before the first count is deleted. So whoever reads counts and then these rows, or both in one
 * snapshot, knows of every count that it missed.
 */
public record DeletedCounts(String source, YearMonth month, String vendor, String queue) {
    /** Whether the month has any moment of the span. */
    public boolean touch(Instant fromInclusive, Instant toExclusive) {
        return start(month).isBefore(toExclusive) && start(month.plusMonths(1)).isAfter(fromInclusive);
    }

    /** All that a span touches. */
    public static List<DeletedCounts> of(Connection connection, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        return read(
                connection,
                " where month >= ? and month <= ?",
                first(fromInclusive),
                first(toExclusive.minusMillis(1)));
    }

    public static List<DeletedCounts> all(Connection connection) throws SQLException {
        return read(connection, "");
    }

    private static List<DeletedCounts> read(Connection connection, String where, LocalDate... months)
            throws SQLException {
        String sql = "select source, month, vendor, queue from deleted_counts" + where + " order by 1, 2, 3, 4";
        List<DeletedCounts> deleted = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < months.length; i++) {
                select.setObject(1 + i, months[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    deleted.add(new DeletedCounts(
                            row.getString(1),
                            YearMonth.from(row.getObject(2, LocalDate.class)),
                            row.getString(3),
                            row.getString(4)));
                }
            }
        }
        return deleted;
    }

    private static LocalDate first(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
