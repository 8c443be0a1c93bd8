package sla.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.embedded.TestServers;
import sla.evaluator.failpoint.Failpoints;
import sla.evaluator.testing.Servers;
import sla.runtime.topic.PartitionLogs;

/** Nine messages, 0 to 8, and the marker of their transaction at 9; polls bring five at a time. */
@QuarkusTest
@WithTestResource(Servers.class)
class FencedStoreIT {
    @Inject
    DataSource database;

    @Inject
    PartitionLogs logs;

    @Inject
    Failpoints failpoints;

    private final String topic = "fenced-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private final List<PartitionOwner> owners = new ArrayList<>();

    private Admin admin;

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

    @Test
    void storesEachMessageOnceHoweverBatchesOverlap() throws SQLException {
        PartitionOwner owner = owner().claim();
        store(owner, owner.poll());
        owner.seek(3);
        store(owner, owner.poll());
        store(owner, owner.poll());
        assertThat(stored()).isEqualTo(numbers(0, 9));
        assertThat(next()).as("behind the marker of the transaction").isEqualTo(10);
    }

    @Test
    void ownerThatWasPausedStoresNothingAfterAnotherHasClaimed() throws SQLException {
        PartitionOwner paused = owner().claim();
        var late = paused.poll();
        PartitionOwner other = owner().claim();
        store(paused, late);
        assertThat(stored()).isEmpty();
        assertThat(paused.owns()).isFalse();
        store(other, other.poll());
        store(other, other.poll());
        store(paused, late);
        assertThat(stored()).isEqualTo(numbers(0, 9));
    }

    @Test
    void leavesOutWhatWasPolledBeforeThePartitionWasClaimedAgain() throws SQLException {
        PartitionOwner owner = owner().claim();
        owner.poll();
        var second = owner.poll();
        owner.claim();
        store(owner, second);
        assertThat(stored()).isEmpty();
        store(owner, owner.poll());
        store(owner, owner.poll());
        assertThat(stored()).isEqualTo(numbers(0, 9));
    }

    @Test
    void interruptedBatchIsReadAgainAndALaterOneDoesNotJumpOverIt() throws Exception {
        PartitionOwner owner = owner().claim();
        var first = owner.poll();
        Thread worker = Thread.ofPlatform()
                .start(() -> owner.store.store("test", first, (_, _) -> {
                    Thread.currentThread().interrupt();
                    throw new SQLException("the database is away");
                }));
        worker.join();
        assertStoredInOrderAfterTheFirstWasLeftOut(owner);
    }

    @Test
    void batchThatEndsInAnErrorIsReadAgainAndALaterOneDoesNotJumpOverIt() throws Exception {
        PartitionOwner owner = owner().claim();
        var first = owner.poll();
        assertThatThrownBy(() -> owner.store.store("test", first, (_, _) -> {
                    throw new OutOfMemoryError("in a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertStoredInOrderAfterTheFirstWasLeftOut(owner);
    }

    private void assertStoredInOrderAfterTheFirstWasLeftOut(PartitionOwner owner) throws SQLException {
        assertThat(owner.owns()).isFalse();
        store(owner, owner.poll());
        assertThat(stored()).isEmpty();
        owner.claim();
        store(owner, owner.poll());
        store(owner, owner.poll());
        assertThat(stored()).isEqualTo(numbers(0, 9));
    }

    @Test
    void handsOutNothingBehindMessagesThatWereNotStored() {
        PartitionOwner owner = owner().claim();
        var ownership = owner.positions.ownership(partition).orElseThrow();
        assertThat(owner.positions.handOut(partition, ownership, 5)).isTrue();
        owner.positions.advance(partition, ownership, 5);
        assertThat(owner.positions.handOut(partition, ownership, 8)).isTrue();
        assertThat(owner.positions.handOut(partition, ownership, 10)).isFalse();
        assertThat(owner.owns()).isFalse();
    }

    @Test
    void doesNotOwnAPartitionWhosePositionIsBeyondItsLogUntilThatIsAccepted() throws SQLException {
        PartitionOwner first = owner().claim();
        store(first, first.poll());
        execute("update input_position set next_offset = 500 where topic = ?", topic);
        PartitionOwner second = owner().claim();
        assertThat(second.owns()).isFalse();
        assertThat(second.obstacle()).contains(topic + "-0", "500", "0 to 10", "sla.evaluator.accept-log-loss=true");
        store(first, first.poll());
        assertThat(first.owns()).as("a refused claim changes nothing").isTrue();

        PartitionOwner accepting = owner(true).claim();
        store(accepting, accepting.poll());
        assertThat(stored()).as("read again from the beginning").containsExactly(0, 1, 2, 3, 4, 0, 1, 2, 3, 4);
    }

    @Test
    void doesNotOwnAPartitionWhoseNextRecordIsDeletedUntilThatIsAccepted() throws Exception {
        owner().claim();
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7)))
                .all()
                .get();
        PartitionOwner second = owner().claim();
        assertThat(second.owns()).isFalse();
        assertThat(second.obstacle()).contains("up to offset 0", "7 to 10", "deleted");

        PartitionOwner accepting = owner(true).claim();
        store(accepting, accepting.poll());
        assertThat(stored()).isEqualTo(numbers(7, 9));
    }

    @Test
    void firstClaimEverStartsAtTheBeginningOfTheLog() throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                .all()
                .get();
        PartitionOwner owner = owner().claim();
        assertThat(next()).isEqualTo(4);
        store(owner, owner.poll());
        assertThat(stored()).isEqualTo(numbers(4, 9));
    }

    @Test
    void idlePartitionIsOwnedAgainAfterRetentionHasEmptiedItsLog() throws Exception {
        PartitionOwner owner = owner().claim();
        store(owner, owner.poll());
        store(owner, owner.poll());
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();
        assertThat(owner().claim().owns()).isTrue();
    }

    @Test
    void topicThatIsMadeAnewIsReadFromItsBeginning() throws Exception {
        PartitionOwner owner = owner().claim();
        store(owner, owner.poll());
        owner.compareWithLogs();
        assertThat(owner.owns()).as("nothing has happened to the log yet").isTrue();
        admin.deleteTopics(List.of(topic)).all().get();
        createTopic();
        send(3);
        owner.seek(0);
        owner.compareWithLogs();
        assertThat(owner.owns()).isFalse();
        PartitionOwner next = owner().claim();
        store(next, next.poll());
        assertThat(stored()).containsExactly(0, 1, 2, 3, 4, 0, 1, 2);
    }

    @Test
    void claimDoesNotWaitForAProcessThatHoldsTheRow() throws SQLException {
        owner().claim();
        try (Connection frozen = database.getConnection();
                PreparedStatement lock =
                        frozen.prepareStatement("select 1 from input_position where topic = ? for update")) {
            frozen.setAutoCommit(false);
            lock.setString(1, topic);
            lock.execute();
            PartitionOwner waiting = owner().claim();
            assertThat(waiting.owns()).isFalse();
            frozen.rollback();
            assertThat(waiting.claim().owns()).isTrue();
        }
    }

    private PartitionOwner owner() {
        return owner(false);
    }

    private PartitionOwner owner(boolean acceptLogLoss) {
        PartitionOwner owner = new PartitionOwner(partition, database, logs, failpoints, acceptLogLoss);
        owners.add(owner);
        return owner;
    }

    private void store(PartitionOwner owner, ConsumerRecords<byte[], PolledBytes> polled) {
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

    private void createTopic() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                .all()
                .get();
    }

    private void send(int messages) {
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

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private List<Integer> stored() throws SQLException {
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

    private long next() throws SQLException {
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

    private void execute(String sql, String... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
