package sla.evaluator.stream;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import sla.embedded.TestServers;
import sla.evaluator.failpoint.Failpoints;
import sla.runtime.topic.PartitionLogs;

/** Nine messages, 0 to 8, and the marker of their transaction at 9; polls bring five at a time. */
class StreamTrial {
    @Inject
    DataSource database;

    @Inject
    PartitionLogs logs;

    @Inject
    Failpoints failpoints;

    final String topic = "fenced-" + UUID.randomUUID();
    final TopicPartition partition = new TopicPartition(topic, 0);
    private final List<PartitionOwner> owners = new ArrayList<>();

    Admin admin;

    @BeforeEach
    void sendNine() throws Exception {
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
        createTopic();
        send(9);
        execute("create table if not exists stored_message (topic text, value int)");
    }

    @AfterEach
    void close() {
        owners.forEach(PartitionOwner::close);
        admin.close();
    }

    PartitionOwner owner() {
        return owner(false);
    }

    PartitionOwner owner(boolean acceptLogLoss) {
        PartitionOwner owner = new PartitionOwner(partition, database, logs, failpoints, acceptLogLoss);
        owners.add(owner);
        return owner;
    }

    void store(PartitionOwner owner, ConsumerRecords<byte[], PolledBytes> polled) {
        owner.store.store("test", polled, (connection, messages) -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into stored_message (topic, value) values (?, ?)")) {
                for (ConsumerRecord<?, PolledBytes> message : messages) {
                    insert.setString(1, topic);
                    insert.setInt(2, Integer.parseInt(new String(message.value().bytes(), StandardCharsets.UTF_8)));
                    insert.executeUpdate();
                }
            }
        });
    }

    void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .all()
                .get();
    }

    void send(int messages) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers(), "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < messages; i++) {
                var _ = producer.send(
                        new ProducerRecord<>(topic, Integer.toString(i).getBytes(StandardCharsets.UTF_8)));
            }
            producer.commitTransaction();
        }
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    List<Integer> stored() throws SQLException {
        List<Integer> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select value from stored_message where topic = ? order by ctid")) {
            select.setString(1, topic);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getInt(1));
                }
            }
        }
        return values;
    }

    long next() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select next_offset from input_position where topic = ?")) {
            select.setString(1, topic);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void execute(String sql, String... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
