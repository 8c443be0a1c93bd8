package sla.evaluator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.Servers;

@QuarkusTest
@WithTestResource(Servers.class)
class SnapshotReadsIT {
    @Inject
    DataSource database;

    @Test
    void questionThatGetsNoTurnIsToldSoAndTheNextIsAnswered() throws Exception {
        SnapshotReads reads = new SnapshotReads(database, 1, Duration.ofMillis(200));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Integer> first = new CompletableFuture<>();
        Thread asker = Thread.ofVirtual().start(() -> {
            try {
                first.complete(reads.ask(connection -> {
                    begun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return connection.getTransactionIsolation();
                }));
            } catch (Exception e) {
                first.completeExceptionally(e);
            }
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> reads.ask(_ -> 2))
                .satisfies(problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(503);
                    assertThat(problem.getHeaders()).containsEntry("Retry-After", "5");
                });
        mayEnd.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
        asker.join();
        assertThat(reads.<Integer>ask(_ -> 3)).isEqualTo(3);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reads.ask(_ -> {
                    throw new IllegalStateException("as if it were a defect");
                }));
        assertThat(reads.<Integer>ask(_ -> 4))
                .as("a turn that ended badly is free again")
                .isEqualTo(4);
    }
}
