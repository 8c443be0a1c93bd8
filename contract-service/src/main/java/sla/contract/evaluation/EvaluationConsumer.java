package sla.contract.evaluation;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads evaluations and differences from frozen ones, one batch after the other, from where {@link EvaluationPositions} says. Kafka's offsets are
 * committed when {@link #receive} returns, which is after the database transaction. A batch that cannot be stored is tried again until it can: leaving it would lose money
 * nobody would miss.
 */
@ApplicationScoped
public class EvaluationConsumer {
    private static final Logger LOG = Logger.getLogger(EvaluationConsumer.class);
    private static final long PAUSE_MILLIS = 500;

    private final EvaluationStore store;
    private final EvaluationMetrics metrics;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    EvaluationConsumer(EvaluationStore store, EvaluationMetrics metrics, Clock clock) {
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Since when no batch could be stored, and why. */
    record Failure(Instant since, String reason) {}

    /** The oldest of those that last. */
    @Nullable
    Failure failure() {
        return failures.values().stream()
                .min(Comparator.comparing(Failure::since))
                .orElse(null);
    }

    @Incoming("evaluations")
    @Blocking
    void receive(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        storeUntilStored("Evaluations", batch);
    }

    @Incoming("differences")
    @Blocking
    void receiveDifferences(ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        storeUntilStored("Differences", batch);
    }

    private void storeUntilStored(String what, ConsumerRecords<byte[], byte[]> batch) throws InterruptedException {
        while (true) {
            try {
                StoredBatch stored = store.store(batch);
                if (failures.remove(what) != null) {
                    LOG.infof("%s are stored again.", what);
                }
                metrics.count(stored);
                stored.unreadableMessages()
                        .forEach(message -> LOG.warnf("Set aside, because it cannot be read: %s", message));
                return;
            } catch (SQLException | RuntimeException e) {
                waitAfter(what, e);
            }
        }
    }

    private void waitAfter(String what, Exception e) throws InterruptedException {
        String reason = String.valueOf(e.getMessage());
        if (failures.putIfAbsent(what, new Failure(clock.instant(), reason)) == null) {
            LOG.warnf("%s cannot be stored and wait, none is lost: %s", what, reason);
        }
        if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The service stops; the batch comes again after the next start");
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped.countDown();
    }
}
