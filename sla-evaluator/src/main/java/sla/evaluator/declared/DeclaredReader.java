package sla.evaluator.declared;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.declared.DeclaredAnswer.Declared;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.model.event.EventType;
import sla.model.json.Json;
import sla.model.time.Rfc3339;

/** Reads records that are no contacts from the facts: control totals and declared measures. */
@ApplicationScoped
class DeclaredReader {
    static final Set<String> PARAMETERS = Set.of("source", "vendor", "from", "to", "limit", "cursor");
    private static final int USUAL_LIMIT = 200;
    private static final int MOST_LIMIT = 1_000;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final DataSource database;

    DeclaredReader(DataSource database) {
        this.database = database;
    }

    DeclaredAnswer read(EventType type, QueryParameters parameters) throws SQLException {
        int limit = parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
        PageCursor after = PageCursor.of(parameters);
        String sql = """
                select source, record_id, occurred_at, received_at, details from fact
                where effective and type = ? and occurred_at >= ? and occurred_at < ?
                  and (cardinality(?::text[]) = 0 or source = any (?))
                  and (cardinality(?::text[]) = 0 or details ->> 'vendor' = any (?))
                  and (occurred_at, source collate "C", record_id collate "C") > (?, ?, ?)
                order by occurred_at, source collate "C", record_id collate "C" limit ?
                """;
        List<Declared> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, type.label());
            select.setObject(2, instant(parameters, "from", FIRST).atOffset(ZoneOffset.UTC));
            select.setObject(3, instant(parameters, "to", LAST).atOffset(ZoneOffset.UTC));
            Object[] sources = parameters.each("source").toArray();
            Object[] vendors = parameters.each("vendor").toArray();
            select.setArray(4, connection.createArrayOf("text", sources));
            select.setArray(5, connection.createArrayOf("text", sources));
            select.setArray(6, connection.createArrayOf("text", vendors));
            select.setArray(7, connection.createArrayOf("text", vendors));
            select.setObject(8, after.at().atOffset(ZoneOffset.UTC));
            select.setString(9, after.source());
            select.setString(10, after.recordId());
            select.setInt(11, limit + 1);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(declared(row));
                }
            }
        }
        return new DeclaredAnswer(items.subList(0, Math.min(limit, items.size())), next(items, limit));
    }

    private static @Nullable String next(List<Declared> items, int limit) {
        if (items.size() <= limit) {
            return null;
        }
        Declared last = items.get(limit - 1);
        return new PageCursor(last.from(), last.source(), last.recordId()).text();
    }

    private static Declared declared(ResultSet row) throws SQLException {
        try {
            return new Declared(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getObject(4, OffsetDateTime.class).toInstant(),
                    Json.MAPPER.readTree(row.getString(5)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored declaration cannot be read", e);
        }
    }

    private static Instant instant(QueryParameters parameters, String name, Instant otherwise) {
        return parameters
                .one(name)
                .map(text -> {
                    try {
                        return Rfc3339.parse(text);
                    } catch (DateTimeException e) {
                        throw QueryParameters.badRequest(
                                "'" + name + "' must be an instant such as 2026-03-01T00:00:00Z, not '" + text + "'.");
                    }
                })
                .orElse(otherwise);
    }
}
