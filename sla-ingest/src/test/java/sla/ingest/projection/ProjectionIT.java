package sla.ingest.projection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.ingest.testing.Broker;
import sla.ingest.testing.Eventually;
import sla.ingest.testing.ServiceIT;
import sla.runtime.topic.PartitionLogs;

/** A table that adds a row for each message, and so shows what is stored twice or not at all. */
@ServiceIT
class ProjectionIT {
    private final Broker broker = new Broker(TestServers.bootstrapServers());
    private final String topic = "table-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);

    @Inject
    DataSource database;

    @Inject
    TablePositions positions;

    @Inject
    PartitionLogs logs;

    private ProjectionThread thread;

    @BeforeEach
    void followATopic() throws Exception {
        broker.createTopic(topic, 1, Map.of());
        execute("create table if not exists followed (topic text, value text)");
        follow(false);
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.stop();
    }

    @Test
    void readsATopicThatIsMadeAnewFromItsBeginningAlthoughItHasGrownLonger() throws Exception {
        send("a", "b");
        eventuallyStored("a", "b");
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
        broker.createTopic(topic, 1, Map.of());
        send("c", "d", "e", "f");
        eventuallyStored("a", "b", "c", "d", "e", "f");
    }

    @Test
    void beginsAgainWhenItsTableIsMadeAnewWhateverKafkaRemembersOfTheGroup() throws Exception {
        send("a", "b");
        eventuallyStored("a", "b");
        thread.stop();
        execute("delete from followed where topic = ?", topic);
        execute("delete from table_position where name = ?", topic);
        follow(false);
        eventuallyStored("a", "b");
        send("c");
        eventuallyStored("a", "b", "c");
    }

    @Test
    void goesOnWithPositionsThatWereStoredBeforeTopicsHadIds() throws Exception {
        thread.stop();
        execute("insert into table_position values (?, '', 0, 1)", topic);
        send("a", "b");
        follow(false);
        eventuallyStored("b");
    }

    @Test
    void standsStillWhenMessagesWereDeletedUnreadUntilThatIsAccepted() throws Exception {
        send("a", "b");
        eventuallyStored("a", "b");
        thread.stop();
        send("c", "d");
        try (Admin admin = broker.admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }
        follow(false);
        Eventually.holds(() -> assertThat(thread.standingStillFor(Duration.ZERO))
                .contains("up to offset 2", "3 to 4", "sla.ingest.accept-log-loss=true"));
        thread.stop();
        follow(true);
        eventuallyStored("a", "b", "d");
    }

    @Test
    void standsStillWhenKafkaHasLostTheEndOfItsLog() throws Exception {
        send("a", "b");
        eventuallyStored("a", "b");
        thread.stop();
        execute("update table_position set next_offset = 9 where name = ?", topic);
        follow(false);
        Eventually.holds(() ->
                assertThat(thread.standingStillFor(Duration.ZERO)).contains("up to offset 9", "but Kafka has 0 to 2"));
        thread.stop();
        follow(true);
        Eventually.holds(
                () -> assertThat(positions.next(new Rows(), logs.topic(topic).topicId()))
                        .isEqualTo(Map.of(0, 2L)));
        send("c");
        eventuallyStored("a", "b", "c");
    }

    private void follow(boolean acceptLogLoss) {
        thread = new ProjectionThread(new Rows(), positions, logs, acceptLogLoss, broker.servers(), Clock.systemUTC());
    }

    private void send(String... values) throws Exception {
        for (String value : values) {
            broker.send(topic, null, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void eventuallyStored(String... values) throws Exception {
        Eventually.holds(() -> assertThat(stored()).containsExactly(values));
    }

    private List<String> stored() throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select value from followed where topic = ? order by value")) {
            select.setString(1, topic);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    private void execute(String sql, String... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private final class Rows implements Projection {
        @Override
        public String name() {
            return topic;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public String group() {
            return topic;
        }

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public void store(Connection connection, List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into followed values (?, ?)")) {
                for (ConsumerRecord<String, byte[]> message : messages) {
                    insert.setString(1, topic);
                    insert.setString(2, new String(message.value(), StandardCharsets.UTF_8));
                    insert.executeUpdate();
                }
            }
        }
    }
}
