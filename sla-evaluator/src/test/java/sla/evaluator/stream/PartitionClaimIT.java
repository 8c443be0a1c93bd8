package sla.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.Servers;

/** Which partitions are owned, and where they go on. */
@QuarkusTest
@WithTestResource(Servers.class)
class PartitionClaimIT extends StreamTrial {
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
}
