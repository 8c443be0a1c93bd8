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
import java.util.Set;

/**
 * A month of a source whose records have been deleted, or are about to be; or only the pseudonyms in them. A row is
 * committed before the first of them goes.
 *
 * @param pseudonymsOnly whether the records themselves are there
 * @param vendors of whom the source has reported contacts or judgements
 */
public record GoneRecords(String source, YearMonth month, boolean pseudonymsOnly, Set<String> vendors) {
    /** All that a span touches. */
    public static List<GoneRecords> of(Connection connection, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        String sql = """
                select g.source, g.month, g.pseudonyms, array(select distinct s.vendor from series s where s.source = g.source)
                from (select source, month, false as pseudonyms from sealed_month
                      union all select source, month, true from pseudonyms_forgotten) g
                where g.month >= ? and g.month <= ? order by 1, 2, 3
                """;
        List<GoneRecords> gone = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, first(fromInclusive));
            select.setObject(2, first(toExclusive.minusMillis(1)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gone.add(new GoneRecords(
                            row.getString(1),
                            YearMonth.from(row.getObject(2, LocalDate.class)),
                            row.getBoolean(3),
                            Set.of((String[]) row.getArray(4).getArray())));
                }
            }
        }
        return gone;
    }

    /** Whether the month has any moment of the span. */
    public boolean touch(Instant fromInclusive, Instant toExclusive) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).isBefore(toExclusive)
                && month.plusMonths(1)
                        .atDay(1)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC)
                        .isAfter(fromInclusive);
    }

    private static LocalDate first(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
