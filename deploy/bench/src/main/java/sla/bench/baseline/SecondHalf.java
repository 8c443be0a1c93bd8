package sla.bench.baseline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * In the place of sla-evaluator: consume, parse, {@code COPY}. Says how many rows are in. One commit per batch, which
 * does not wait for the disk: no transaction is cheaper.
 */
final class SecondHalf {
    private static final String TABLE = """
            create table bare (
                source text, record_id text, revision bigint, vendor text, channel text, direction text, queue text,
                outcome text, offered_at timestamptz, left_queue_at timestamptz, ended_at timestamptz, wait_ms bigint,
                talk_ms bigint, hold_ms bigint, wrap_up_ms bigint, site text, language text, line text, agent text,
                transferred boolean)""";

    private SecondHalf() {}

    public static void main(String[] args) throws SQLException, IOException {
        Half.silence();
        try (Connection connection = DriverManager.getConnection(args[2] + "?user=sla");
                KafkaConsumer<byte[], byte[]> consumer =
                        Half.consumer(args[0], "bench-second-half", List.of(args[1]))) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = off");
                statement.execute(TABLE);
            }
            Half.awaitStart();
            copy(consumer, connection.unwrap(PGConnection.class).getCopyAPI());
        }
    }

    private static void copy(KafkaConsumer<byte[], byte[]> consumer, CopyManager database)
            throws SQLException, IOException {
        BareRows rows = new BareRows();
        long copied = 0;
        while (true) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(200));
            if (batch.isEmpty()) {
                continue;
            }
            rows.begin();
            for (ConsumerRecord<byte[], byte[]> message : batch) {
                BareEvent event = BareEvent.read(message.value());
                if (event != null) {
                    rows.add(event);
                }
            }
            copied += database.copyIn(
                    "copy bare from stdin (format binary)",
                    new ByteArrayInputStream(rows.end(), 0, rows.size()),
                    1 << 16);
            System.out.println(copied);
        }
    }
}
