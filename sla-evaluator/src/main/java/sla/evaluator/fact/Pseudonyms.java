package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the pseudonyms of persons from facts. Nothing is counted by them, and what tells contents apart is the hash that
 * was made when they came: so no count changes, and what comes again is still known.
 */
@ApplicationScoped
public class Pseudonyms {
    /** Which pseudonym: the name of its field in an interaction. */
    public enum Field {
        AGENT("agent"),
        CUSTOMER_KEY("customerKey");

        private final String label;

        Field(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Field ofLabel(String label) {
            return label.equals(AGENT.label) ? AGENT : CUSTOMER_KEY;
        }
    }

    /** Takes one pseudonym from the facts of a piece; the ids of the records, once for each revision that had it. */
    public List<String> forget(Connection connection, FactPiece piece, Field field, String pseudonym)
            throws SQLException {
        String sql = """
                update fact set details = nullif(details::jsonb - '{field}', '{}')::json
                where type = 'interaction' and details ->> '{field}' = ? {facts} returning record_id
                """.replace("{field}", field.label())
                .replace("{facts}", piece.facts().condition(""));
        List<String> records = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, pseudonym);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    records.add(row.getString(1));
                }
            }
        }
        return records;
    }

    /** Takes all of them from the facts of a piece; from how many. */
    public long forgetAll(Connection connection, FactPiece piece) throws SQLException {
        String sql = """
                update fact set details = nullif(details::jsonb - 'agent' - 'customerKey', '{}')::json
                where type = 'interaction' and (details -> 'agent' is not null or details -> 'customerKey' is not null)
                """ + piece.facts().condition("");
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            return update.executeUpdate();
        }
    }
}
