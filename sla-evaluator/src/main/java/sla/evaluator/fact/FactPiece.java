package sla.evaluator.fact;

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
import sla.evaluator.count.SealedCounts;

/** Some days of UTC whose facts, of one source, are worked on in one transaction. */
public record FactPiece(String source, LocalDate fromInclusive, LocalDate toExclusive) {
    /** A piece is at least a day. */
    private static final long MOST_FACTS = 100_000;

    /** All facts that there are of the month, the oldest days first. */
    public static List<FactPiece> of(Connection connection, String source, YearMonth month) throws SQLException {
        String sql = """
                select (occurred_at at time zone 'UTC')::date, count(*) from fact
                where source = ? and month = ? group by 1 order by 1
                """;
        List<FactPiece> pieces = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                LocalDate from = null;
                LocalDate to = null;
                long facts = 0;
                while (row.next()) {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    if (from != null && to != null && facts + row.getLong(2) > MOST_FACTS) {
                        pieces.add(new FactPiece(source, from, to));
                        from = null;
                        facts = 0;
                    }
                    from = from == null ? day : from;
                    to = day.plusDays(1);
                    facts += row.getLong(2);
                }
                if (from != null && to != null) {
                    pieces.add(new FactPiece(source, from, to));
                }
            }
        }
        return pieces;
    }

    SealedCounts.Facts facts() {
        return SealedCounts.Facts.of(source, start(fromInclusive), start(toExclusive));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
