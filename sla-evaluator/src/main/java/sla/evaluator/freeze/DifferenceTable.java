package sla.evaluator.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sla.model.Topics;
import sla.model.evaluation.Difference;
import sla.model.json.Json;
import sla.runtime.outbox.Outbox;

/** The history of differences of each frozen period: rows are added, never changed. */
@ApplicationScoped
class DifferenceTable {
    /** Stores and publishes. */
    void add(Connection connection, Difference difference) throws SQLException {
        String document = write(difference);
        String sql = "insert into difference (agreement, period, number, frozen_by, found_at, document)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, difference.agreement());
            insert.setString(2, difference.period());
            insert.setInt(3, difference.number());
            insert.setString(4, difference.freeze());
            insert.setObject(5, difference.foundAt().atOffset(ZoneOffset.UTC));
            insert.setString(6, document);
            insert.executeUpdate();
        }
        Outbox.add(connection, Topics.DIFFERENCES, difference.key(), document);
    }

    Optional<Difference> last(Connection connection, StoredFreeze freeze) throws SQLException {
        return select(connection, freeze, " order by number desc limit 1").stream()
                .findFirst();
    }

    /** Oldest first. */
    List<Difference> all(Connection connection, StoredFreeze freeze) throws SQLException {
        return select(connection, freeze, " order by number");
    }

    private static List<Difference> select(Connection connection, StoredFreeze freeze, String which)
            throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select document from difference where agreement = ? and period = ?" + which)) {
            select.setString(1, freeze.agreement());
            select.setString(2, freeze.period());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    differences.add(read(row.getString(1)));
                }
            }
        }
        return differences;
    }

    /** Publishes once more, unchanged, what the topic lacks; says how many. */
    int publishMissing(Connection connection, Set<String> keysOnTopic) throws SQLException {
        int missing = 0;
        try (PreparedStatement select =
                connection.prepareStatement("select agreement || '/' || period || '/' || number,"
                        + " document from difference order by agreement, period, number")) {
            select.setFetchSize(100);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!keysOnTopic.contains(row.getString(1))) {
                        Outbox.add(connection, Topics.DIFFERENCES, row.getString(1), row.getString(2));
                        missing++;
                    }
                }
            }
        }
        return missing;
    }

    private static String write(Difference difference) {
        try {
            return Json.MAPPER.writeValueAsString(difference);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a difference cannot be written", e);
        }
    }

    private static Difference read(String document) {
        try {
            return Json.MAPPER.readValue(document, Difference.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored difference cannot be read", e);
        }
    }
}
