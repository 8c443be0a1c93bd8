package sla.ingest.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the sums per source. */
@ApplicationScoped
public class IntakeRepository {
    /** One statement, so that a source and its reasons are of one moment. */
    private static final String SELECT = """
            select i.source, i.accepted, i.rejected, i.newest_occurred_at, i.last_received_at, r.reason, r.records
            from intake i left join intake_reason r using (source)""";

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
            Map<String, Map<String, Long>> reasons = new HashMap<>();
            while (row.next()) {
                String source = row.getString(1);
                Map<String, Long> ofSource = reasons.computeIfAbsent(source, _ -> new TreeMap<>());
                if (row.getString(6) != null) {
                    ofSource.put(row.getString(6), row.getLong(7));
                }
                all.put(
                        source,
                        new IntakeView(
                                source,
                                registered.contains(source),
                                row.getLong(2),
                                row.getLong(3),
                                ofSource,
                                instant(row, 4),
                                instant(row, 5)));
            }
        }
        return all;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
