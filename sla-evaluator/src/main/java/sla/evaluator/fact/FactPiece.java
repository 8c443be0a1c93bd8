package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
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
        List<FactPiece> pieces = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                LocalDate first = null;
                LocalDate last = null;
                long facts = 0;
                while (row.next()) {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    if (first != null && last != null && facts + row.getLong(2) > MOST_FACTS) {
                        pieces.add(new FactPiece(source, month, first, last));
                        first = null;
                        facts = 0;
                    }
                    first = first == null ? day : first;
                    last = day;
                    facts += row.getLong(2);
                }
                if (first != null && last != null) {
                    pieces.add(new FactPiece(source, month, first, last));
                }
            }
        }
        return pieces;
    }

    SealedCounts.Facts facts() {
        return new SealedCounts.Facts(source, month, firstDay, lastDay);
    }
}
