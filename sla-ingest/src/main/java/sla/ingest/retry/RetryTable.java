package sla.ingest.retry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The retries that were asked for, and what came of them. */
@ApplicationScoped
class RetryTable {
    private static final String SELECT = """
            select r.id, r.request, r.requested_at, r.matched, r.more, count(a.id),
                count(a.id) filter (where a.sent_at is not null), count(a.id) filter (where a.outcome is null),
                count(a.id) filter (where a.outcome = 'accepted'), count(a.id) filter (where a.outcome = 'rejected'),
                count(a.id) filter (where a.outcome = 'gone')
            from ({retries}) r left join retry_attempt a on a.retry = r.id
            group by r.id, r.request, r.requested_at, r.matched, r.more
            order by r.requested_at desc, r.id desc""";

    private static final String REASONS = """
            select code, count(*)
            from retry_attempt a,
                lateral (select distinct reason ->> 'code' as code from jsonb_array_elements(a.reasons) reason) codes
            where a.retry = ? and a.outcome = 'rejected' group by code""";

    private static final String EFFECTS = """
            select coalesce(effect, 'unknown'), count(*) from retry_attempt
            where retry = ? and outcome = 'accepted' group by 1""";

    private final DataSource database;

    RetryTable(DataSource database) {
        this.database = database;
    }

    Optional<Retry> find(String id) throws SQLException {
        return select("select * from retry where id = ?", List.of(id)).stream().findFirst();
    }

    /** The newest first. */
    List<Retry> newest(int limit) throws SQLException {
        return select("select * from retry order by requested_at desc, id desc limit ?", List.of(limit));
    }

    private List<Retry> select(String retries, List<?> values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT.replace("{retries}", retries))) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<Retry> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(retry(connection, row));
                }
            }
            return found;
        }
    }

    private static Retry retry(Connection connection, ResultSet row) throws SQLException {
        String id = row.getString(1);
        long matched = row.getLong(4);
        long rejected = row.getLong(10);
        long accepted = row.getLong(9);
        return new Retry(
                id,
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                matched,
                row.getBoolean(5),
                row.getLong(7),
                row.getLong(8),
                accepted,
                rejected,
                row.getLong(11),
                matched - row.getLong(6),
                rejected == 0 ? Map.of() : counts(connection, REASONS, id),
                accepted == 0 ? Map.of() : counts(connection, EFFECTS, id));
    }

    private static Map<String, Long> counts(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            Map<String, Long> counts = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        }
    }

    /**
     * Notes a retry in the caller's transaction; false if it is known already. Of two at the same time the second waits
     * until the first is committed.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem if the id is that of another retry
     */
    static boolean add(Connection connection, String id, String request, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into retry values (?, ?, ?, 0, false) on conflict do nothing");
                PreparedStatement select = connection.prepareStatement("select request from retry where id = ?")) {
            insert.setString(1, id);
            insert.setString(2, request);
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            if (insert.executeUpdate() == 1) {
                return true;
            }
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                if (!row.getString(1).equals(request)) {
                    throw RetryProblem.otherRequest(id, row.getString(1));
                }
            }
            return false;
        }
    }

    static void setMatched(Connection connection, String id, long matched, boolean more) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update retry set matched = ?, more = ? where id = ?")) {
            update.setLong(1, matched);
            update.setBoolean(2, more);
            update.setString(3, id);
            update.executeUpdate();
        }
    }
}
