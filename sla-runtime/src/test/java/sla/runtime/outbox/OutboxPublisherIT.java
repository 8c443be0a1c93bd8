package sla.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.FreePort;
import sla.embedded.TestServers;
import sla.model.Topics;
import sla.runtime.topic.CompactedTopic;
import sla.runtime.topic.TopicCreation;

class OutboxPublisherIT {
    private final String topic = "outbox-" + UUID.randomUUID();
    private final PGSimpleDataSource database = new PGSimpleDataSource();
    private OutboxPublisher publisher;

    @BeforeEach
    void prepare() throws SQLException {
        database.setUrl(TestServers.freshDatabase());
        database.setUser(EmbeddedDatabase.NAME);
        execute("create table outbox (id bigint generated always as identity primary key, topic text not null,"
                + " key text not null, value bytea not null, refused text)");
    }

    @AfterEach
    void stop() throws InterruptedException {
        publisher.stop(new ShutdownEvent());
    }

    @Test
    void messageThatNoBrokerTakesIsSetAsideAndTheOthersLeave() throws SQLException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            TopicCreation.ensureCompacted(admin, topic);
        }
        add("before", new byte[10]);
        add("large", new byte[TopicCreation.MOST_MESSAGE_BYTES - 1_000]);
        add("too-large", new byte[TopicCreation.MOST_MESSAGE_BYTES]);
        add("after", new byte[10]);
        start(TestServers.bootstrapServers());
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        assertThat(published()).isEqualTo(Set.of("before", "large", "after"));
        assertThat(text("select key from outbox where refused like '%too-large%' or refused like '%larger%'"))
                .isEqualTo("too-large");
        assertThat(publisher.failure()).isNull();
        var health = new RefusedMessagesHealth(database).call();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow()).containsEntry("messages", 1L);
        assertThat(health.getData().orElseThrow().get("first").toString()).contains(topic + " too-large");
    }

    @Test
    void everythingOfACompactedTopicStaysInItsPartitionWhateverIsAdded() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            TopicCreation.ensureCompacted(admin, Topics.SOURCES);
            admin.createPartitions(Map.of(Topics.SOURCES, NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            for (int source = 0; source < 20; source++) {
                add(Topics.SOURCES, "source-" + source, new byte[10]);
            }
            start(TestServers.bootstrapServers());
            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
            var latest = Map.of(
                    new TopicPartition(Topics.SOURCES, 0), OffsetSpec.latest(),
                    new TopicPartition(Topics.SOURCES, 1), OffsetSpec.latest(),
                    new TopicPartition(Topics.SOURCES, 2), OffsetSpec.latest(),
                    new TopicPartition(Topics.SOURCES, 3), OffsetSpec.latest());
            var ends = admin.listOffsets(latest).all().get();
            assertThat(ends.entrySet())
                    .extracting(end ->
                            end.getKey().partition() + ":" + end.getValue().offset())
                    .containsExactlyInAnyOrder("0:20", "1:0", "2:0", "3:0");
        }
    }

    @Test
    void messageThatItsTopicIsTooSmallForIsSetAside() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)
                            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100000"))))
                    .all()
                    .get();
        }
        add("before", new byte[10]);
        add("too-large", new byte[200_000]);
        add("after", new byte[10]);
        start(TestServers.bootstrapServers());
        await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        assertThat(published()).isEqualTo(Set.of("before", "after"));
    }

    @Test
    void withoutBrokerItSaysSoAfterOneRowAndUntilAllHaveLeft() throws SQLException {
        for (int i = 0; i < 5; i++) {
            add("key-" + i, new byte[10]);
        }
        start("127.0.0.1:" + FreePort.choose());
        // Five rows at five seconds each would be twenty-five.
        await().atMost(Duration.ofSeconds(15)).until(() -> publisher.failure() != null);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> publisher.failure() != null);
        assertThat(new OutboxHealth(publisher).call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(waiting()).isEqualTo(5);
    }

    private void start(String bootstrapServers) {
        publisher = new OutboxPublisher(database, bootstrapServers);
        publisher.start(new StartupEvent());
    }

    private void add(String key, byte[] value) throws SQLException {
        add(topic, key, value);
    }

    private void add(String topic, String key, byte[] value) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Outbox.add(connection, topic, key, value);
        }
    }

    private Set<String> published() {
        return CompactedTopic.read(TestServers.bootstrapServers(), topic).keySet();
    }

    private long waiting() throws SQLException {
        return Long.parseLong(text("select count(*) from outbox where refused is null"));
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
