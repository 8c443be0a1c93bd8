package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.evaluator.count.DayRange;
import sla.evaluator.count.SealedCounts;

/** Facts of one source and one partition that are worked on in one transaction: those of some days of UTC. */
public record FactPiece(String source, YearMonth month, LocalDate firstDay, LocalDate lastDay) {
    /** A piece is at least a day. */
    private static final long MOST_FACTS = 100_000;

    /** All facts that there are of the month, the oldest days first. */
    public static List<FactPiece> of(Connection connection, String source, YearMonth month) throws SQLException {
        String sql = """
                select (occurred_at at time zone 'UTC')::date, count(*) from fact
                where source = ? and month = ? group by 1 order by 1
                """;
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.put(row.getObject(1, LocalDate.class), row.getLong(2));
                }
            }
        }
        return DayRange.of(days, MOST_FACTS).stream()
                .map(range -> new FactPiece(source, month, range.first(), range.last()))
                .toList();
    }

    SealedCounts.Facts facts() {
        return new SealedCounts.Facts(source, month, firstDay, lastDay);
    }
}
