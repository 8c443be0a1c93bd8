package sla.evaluator.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import sla.evaluator.stream.PolledBytes;

/** Keeps what cannot be read, so that it neither stops the others nor disappears. */
final class UnreadableMessages {
    private UnreadableMessages() {}

    static void keep(Connection connection, ConsumerRecord<?, PolledBytes> message, String reason) throws SQLException {
        String sql = """
                insert into unreadable_message (topic, partition, "offset", appended_at, value, reason)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, message.topic());
            insert.setInt(2, message.partition());
            insert.setLong(3, message.offset());
            insert.setObject(4, Instant.ofEpochMilli(message.timestamp()).atOffset(ZoneOffset.UTC));
            insert.setBytes(5, message.value().bytes());
            insert.setString(6, reason.replace('\0', ' '));
            insert.executeUpdate();
        }
    }
}
