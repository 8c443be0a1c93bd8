package sla.runtime.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Messages that must go to Kafka if, and only if, a database transaction commits. The table {@code outbox} belongs to
 * the service's own schema:
 *
 * <pre>create table outbox (id bigint generated always as identity primary key,
 *     topic text not null, key text not null, value bytea not null, refused text);</pre>
 *
 * {@code refused} says why the broker can never take the message; such a row waits until somebody clears it.
 */
public final class Outbox {
    private Outbox() {}

    /** Adds a message in the caller's transaction. {@link OutboxPublisher} sends it, at least once, after the commit. */
    public static void add(Connection connection, String topic, String key, byte[] value) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into outbox (topic, key, value) values (?, ?, ?)")) {
            insert.setString(1, topic);
            insert.setString(2, key);
            insert.setBytes(3, value);
            insert.executeUpdate();
        }
    }

    /** The same for a value that is text. */
    public static void add(Connection connection, String topic, String key, String value) throws SQLException {
        add(connection, topic, key, value.getBytes(StandardCharsets.UTF_8));
    }
}
