package sla.ingest.dimension;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /**
     * Admits the names of messages in the order given. A message that brings one beyond the limit is refused, so its
     * other names are not admitted for its sake: it would use up the limit with names that nothing is counted by.
     *
     * @return for each message the names beyond the limit; none if it is admitted
     */
    public List<List<DimensionValue>> admit(List<MessageNames> messages) throws SQLException {
        List<List<DimensionValue>> refused = new ArrayList<>(Collections.nCopies(messages.size(), List.of()));
        Map<String, List<Integer>> bySource = new TreeMap<>();
        for (int i = 0; i < messages.size(); i++) {
            if (!admitted(messages.get(i))) {
                bySource.computeIfAbsent(messages.get(i).source(), _ -> new ArrayList<>())
                        .add(i);
            }
        }
        for (var entry : bySource.entrySet()) {
            admit(entry.getKey(), entry.getValue(), messages, refused);
        }
        return refused;
    }

    private boolean admitted(MessageNames message) {
        return message.values().stream().allMatch(value -> admitted(message.source(), value));
    }

    boolean admitted(String source, DimensionValue value) {
        return admitted.contains(new SourceValue(source, value));
    }

    private void admit(
            String source, List<Integer> places, List<MessageNames> messages, List<List<DimensionValue>> refused)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, source);
                Map<String, Set<String>> known = known(connection, source);
                Set<SourceValue> now = new HashSet<>();
                try (PreparedStatement insert = connection.prepareStatement(
                        "insert into dimension_value (source, dimension, value) values (?, ?, ?)")) {
                    for (int place : places) {
                        List<DimensionValue> values = messages.get(place).values();
                        List<DimensionValue> beyond = values.stream()
                                .filter(value -> isBeyond(value, known))
                                .toList();
                        refused.set(place, beyond);
                        if (beyond.isEmpty()) {
                            for (DimensionValue value : values) {
                                if (known.computeIfAbsent(value.dimension(), _ -> new HashSet<>())
                                        .add(value.value())) {
                                    addRow(insert, source, value);
                                }
                                now.add(new SourceValue(source, value));
                            }
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

    /** A message has one name per dimension, so each can be looked at by itself. */
    private boolean isBeyond(DimensionValue value, Map<String, Set<String>> known) {
        Set<String> inDimension = known.getOrDefault(value.dimension(), Set.of());
        return inDimension.size() >= most && !inDimension.contains(value.value());
    }

    private static void addRow(PreparedStatement insert, String source, DimensionValue value) throws SQLException {
        insert.setString(1, source);
        insert.setString(2, value.dimension());
        insert.setString(3, value.value());
        insert.addBatch();
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
