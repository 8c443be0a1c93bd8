package sla.evaluator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.Servers;

@QuarkusTest
@WithTestResource(Servers.class)
class FencedStoreIT extends StreamTrial {
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
    void whatAFrozenProcessHasBegunIsEndedByTheDatabase() throws SQLException {
        PartitionOwner owner = owner().claim();
        Map<String, String> limits = new HashMap<>();
        owner.store.store("test", owner.poll(), (connection, _) -> {
            for (String limit : List.of("idle_in_transaction_session_timeout", "transaction_timeout")) {
                try (PreparedStatement show = connection.prepareStatement("show " + limit);
                        ResultSet row = show.executeQuery()) {
                    row.next();
                    limits.put(limit, row.getString(1));
                }
            }
        });
        assertThat(limits)
                .isEqualTo(Map.of("idle_in_transaction_session_timeout", "1min", "transaction_timeout", "5min"));
    }
}
