package sla.bench.baseline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * The shortest way from a topic to a count that can be read: consume, parse, add to the row of the queue. One commit per
 * batch, which does not wait for the disk. Nothing is checked, and what comes twice is counted twice.
 */
final class CountingRow {
    private CountingRow() {}

    public static void main(String[] args) throws SQLException {
        Half.silence();
        try (Connection connection = DriverManager.getConnection(args[2] + "?user=sla");
                KafkaConsumer<byte[], byte[]> consumer =
                        Half.consumer(args[0], "bench-counting-row", List.of(args[1]))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
                statement.execute(
                        "create table if not exists counting (queue text primary key, contacts bigint not null)");
            }
            Half.awaitStart();
            count(consumer, connection);
        }
    }

    private static void count(KafkaConsumer<byte[], byte[]> consumer, Connection connection) throws SQLException {
        String sql = """
                insert into counting as c select * from unnest(?::text[], ?::bigint[])
                on conflict (queue) do update set contacts = c.contacts + excluded.contacts""";
        long counted = 0;
        try (PreparedStatement add = connection.prepareStatement(sql)) {
            while (true) {
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(200));
                if (batch.isEmpty()) {
                    continue;
                }
                Map<String, Long> contacts = new TreeMap<>();
                for (ConsumerRecord<byte[], byte[]> message : batch) {
                    BareEvent event = BareEvent.read(message.value());
                    if (event != null && event.data() != null && event.data().queue() != null) {
                        contacts.merge(event.data().queue(), 1L, Long::sum);
                    }
                }
                add.setArray(
                        1, connection.createArrayOf("text", contacts.keySet().toArray()));
                add.setArray(
                        2, connection.createArrayOf("bigint", contacts.values().toArray()));
                add.executeUpdate();
                counted += batch.count();
                System.out.println(counted);
            }
        }
    }
}
