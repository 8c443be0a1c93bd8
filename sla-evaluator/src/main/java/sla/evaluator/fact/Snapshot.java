package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What was committed at one moment, in the database's own terms. Unlike a time it is exact: a transaction that began
 * before and ended after it is not part of it.
 *
 * @param text as {@code pg_current_snapshot()} writes it
 * @param systemIdentifier of the database server it is of; on another one, such as one filled from a dump, it means nothing
 */
public record Snapshot(String text, long systemIdentifier) {
    /** What it can be: it stands in SQL as it is. */
    private static final Pattern TEXT = Pattern.compile("[0-9]+:[0-9]+:[0-9,]*");

    public Snapshot {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("not a snapshot: " + text);
        }
    }

    /** Of the transaction, if it has repeatable reads; else of this statement. */
    public static Snapshot current(Connection connection) throws SQLException {
        String sql = "select pg_current_snapshot()::text, system_identifier from pg_control_system()";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Snapshot(row.getString(1), row.getLong(2));
        }
    }

    /**
     * A condition on facts that were stored later. The first part can use an index.
     *
     * @param fact alias of the table
     */
    public String since(String fact) {
        return "({fact}.stored_by >= pg_snapshot_xmin('{text}') and not pg_visible_in_snapshot({fact}.stored_by, '{text}'))"
                .replace("{fact}", fact)
                .replace("{text}", text);
    }
}
