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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.completeness.DeclaredState;
import sla.evaluator.declared.DeclaredAnswer.ComparedTotal;
import sla.evaluator.declared.DeclaredAnswer.Declared;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.RecordListQuery;
import sla.model.event.EventType;
import sla.model.json.Json;
import sla.model.time.Rfc3339;

/** Reads records that are no contacts from the facts: control totals and declared measures. */
@ApplicationScoped
class DeclaredReader {
    static final Set<String> PARAMETERS = Stream.concat(RecordListQuery.PARAMETERS.stream(), Stream.of("from", "to"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final DataSource database;

    DeclaredReader(DataSource database) {
        this.database = database;
    }

    DeclaredAnswer read(EventType type, QueryParameters parameters) throws SQLException {
        RecordListQuery query = RecordListQuery.of(parameters);
        String sql = """
                select f.source, f.record_id, f.occurred_at, f.received_at, f.details, t.record_id,
                       t.obstacle, c.overlapped, c.received
                from fact f
                left join control_total t on t.source = f.source and t.record_id = f.record_id
                left join control_total_comparison c on c.source = t.source and c.record_id = t.record_id
                where f.effective and f.type = ? and f.type in ('control-totals', 'declared-measure')
                  and f.occurred_at >= ? and f.occurred_at < ?
                """ + RecordListQuery.sql("f.source", "f.details ->> 'vendor'", "f.occurred_at", "f.record_id");
        List<Declared> items = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, type.label());
            select.setObject(2, instant(parameters, "from", FIRST).atOffset(ZoneOffset.UTC));
            select.setObject(3, instant(parameters, "to", LAST).atOffset(ZoneOffset.UTC));
            query.bind(connection, select, 4);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(declared(row));
                }
            }
        }
        return new DeclaredAnswer(items.subList(0, Math.min(query.limit(), items.size())), next(items, query.limit()));
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
                    Json.MAPPER.readTree(row.getString(5)),
                    comparison(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored declaration cannot be read", e);
        }
    }

    private static @Nullable ComparedTotal comparison(ResultSet row) throws SQLException {
        if (row.getString(6) == null) {
            return null;
        }
        String obstacle = row.getString(7);
        Boolean overlapped = row.getObject(8, Boolean.class);
        if (obstacle != null || overlapped == null || overlapped) {
            DeclaredState other = overlapped == null ? DeclaredState.NEW : DeclaredState.OVERLAPPING;
            return new ComparedTotal(obstacle == null ? other.label() : obstacle, null);
        }
        return new ComparedTotal(DeclaredState.COMPARED.label(), row.getLong(9));
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
