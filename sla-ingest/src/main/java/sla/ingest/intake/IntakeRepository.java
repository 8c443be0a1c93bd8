package sla.ingest.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.model.json.Json;

/** Reads the sums per source. */
@ApplicationScoped
public class IntakeRepository {
    /** One statement, so that a source, its types and its reasons are of one moment. */
    private static final String SELECT = """
            select i.source, i.accepted, i.rejected, i.newest_occurred_at, i.last_received_at,
                (select jsonb_object_agg(t.type, t.records) from intake_type t where t.source = i.source),
                (select jsonb_object_agg(r.reason, r.records) from intake_reason r where r.source = i.source),
                i.accepted_by_retry
            from intake i""";

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final DataSource database;

    IntakeRepository(DataSource database) {
        this.database = database;
    }

    /** By source id, the registered ones and those that sent something. */
    Map<String, IntakeView> all(Set<String> registered) throws SQLException {
        Map<String, IntakeView> all = new TreeMap<>();
        registered.forEach(source -> all.put(source, IntakeView.nothingYet(source)));
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String source = row.getString(1);
                all.put(
                        source,
                        new IntakeView(
                                source,
                                registered.contains(source),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(8),
                                counts(row.getString(6)),
                                counts(row.getString(7)),
                                instant(row, 4),
                                instant(row, 5)));
            }
        }
        return all;
    }

    private static Map<String, Long> counts(@Nullable String json) {
        try {
            return json == null ? Map.of() : Json.MAPPER.readValue(json, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored counts cannot be read", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
