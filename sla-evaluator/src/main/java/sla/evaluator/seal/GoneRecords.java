package sla.evaluator.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/**
 * A month of a source whose records have been deleted, or are about to be; or only the pseudonyms in them. A row is
 * committed before the first of them goes.
 *
 * @param pseudonymsOnly whether the records themselves are there
 * @param vendors for whom the source may speak, or has spoken if it is not registered
 * @param types that it may send; all if it is not registered
 */
public record GoneRecords(
        String source, YearMonth month, boolean pseudonymsOnly, Set<String> vendors, Set<EventType> types) {
    /** All that a span touches. */
    public static List<GoneRecords> of(Connection connection, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        String sql = """
                select g.source, g.month, g.pseudonyms, array(select distinct s.vendor from series s where s.source = g.source),
                       r.document
                from (select source, month, false as pseudonyms from sealed_month
                      union all select source, month, true from pseudonyms_forgotten) g
                left join source r on r.id = g.source
                where g.month >= ? and g.month <= ? order by 1, 2, 3
                """;
        List<GoneRecords> gone = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, first(fromInclusive));
            select.setObject(2, first(toExclusive.minusMillis(1)));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String document = row.getString(5);
                    SourceRegistration registered = document == null ? null : read(document);
                    gone.add(new GoneRecords(
                            row.getString(1),
                            YearMonth.from(row.getObject(2, LocalDate.class)),
                            row.getBoolean(3),
                            registered == null
                                    ? Set.of((String[]) row.getArray(4).getArray())
                                    : registered.vendors(),
                            registered == null ? EnumSet.allOf(EventType.class) : registered.types()));
                }
            }
        }
        return gone;
    }

    private static SourceRegistration read(String document) {
        try {
            return Json.MAPPER.readValue(document, SourceRegistration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored source cannot be read", e);
        }
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
