package sla.evaluator.freeze;

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
import sla.model.evaluation.Difference.OtherCause;
import sla.model.time.Span;

/** Which records of a period have been deleted: not every one that changed can be named any more. */
public final class SealedRecords {
    private SealedRecords() {}

    public static List<OtherCause> of(Connection connection, String vendor, Span span) throws SQLException {
        String sql = """
                select source, month from sealed_month
                where source in (select source from series where vendor = ?) and month between ? and ?
                order by source, month
                """;
        List<OtherCause> causes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, vendor);
            select.setObject(2, month(span.startInclusive()));
            select.setObject(3, month(span.endExclusive().minusMillis(1)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    causes.add(new OtherCause(
                            OtherCause.Kind.SEALED,
                            "The records of source '" + row.getString(1) + "' of "
                                    + YearMonth.from(row.getObject(2, LocalDate.class))
                                    + " have been deleted: those of them that changed are named in the differences"
                                    + " that were found before."));
                }
            }
        }
        return causes;
    }

    private static LocalDate month(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }
}
