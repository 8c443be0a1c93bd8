package sla.ingest.dimension;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import sla.ingest.IngestConfig;
import sla.ingest.event.DimensionValue;

/**
 * The first names of each source in each dimension, up to the limit. They are kept in the database, so that restarts
 * and replicas agree; the cache only ever holds names that are admitted there, and the database is asked for new ones
 * alone.
 */
@ApplicationScoped
public class DimensionValues {
    private static final Comparator<SourceValue> BY_SOURCE = Comparator.comparing(SourceValue::source);

    private final DataSource database;
    private final int most;
    private final Set<SourceValue> admitted = ConcurrentHashMap.newKeySet();

    DimensionValues(DataSource database, IngestConfig config) {
        this.database = database;
        this.most = config.mostValues();
    }

    /** How many names a source may have in one dimension. */
    public int most() {
        return most;
    }

    public boolean admitted(SourceValue value) {
        return admitted.contains(value);
    }

    /**
     * Admits names in the order given until the limit is reached.
     *
     * @return those that are beyond it
     */
    public Set<SourceValue> admit(Collection<SourceValue> values) throws SQLException {
        Set<SourceValue> refused = new HashSet<>();
        List<SourceValue> fresh = values.stream()
                .filter(value -> !admitted.contains(value))
                .distinct()
                .sorted(BY_SOURCE)
                .toList();
        Map<String, Set<DimensionValue>> bySource = new HashMap<>();
        fresh.forEach(value -> bySource.computeIfAbsent(value.source(), _ -> new LinkedHashSet<>())
                .add(value.value()));
        for (var entry : bySource.entrySet()) {
            admit(entry.getKey(), entry.getValue(), refused);
        }
        return refused;
    }

    private void admit(String source, Set<DimensionValue> values, Set<SourceValue> refused) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, source);
                Map<String, Set<String>> known = known(connection, source);
                Set<SourceValue> now = new HashSet<>();
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into dimension_value (source, dimension, value) values (?, ?, ?)")) {
                    for (DimensionValue value : values) {
                        Set<String> inDimension = known.computeIfAbsent(value.dimension(), _ -> new HashSet<>());
                        SourceValue own = new SourceValue(source, value);
                        if (inDimension.contains(value.value())) {
                            now.add(own);
                        } else if (inDimension.size() < most) {
                            inDimension.add(value.value());
                            now.add(own);
                            insert.setString(1, source);
                            insert.setString(2, value.dimension());
                            insert.setString(3, value.value());
                            insert.addBatch();
                        } else {
                            refused.add(own);
                        }
                    }
                    insert.executeBatch();
                }
                connection.commit();
                admitted.addAll(now);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Replicas admit names of one source one after the other, or together they would admit too many. */
    private static void lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtextextended('dimension values of ' || ?, 0))")) {
            lock.setString(1, source);
            lock.execute();
        }
    }

    private static Map<String, Set<String>> known(Connection connection, String source) throws SQLException {
        Map<String, Set<String>> known = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("select dimension, value from dimension_value where source = ?")) {
            select.setString(1, source);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.computeIfAbsent(rows.getString(1), _ -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return known;
    }
}
