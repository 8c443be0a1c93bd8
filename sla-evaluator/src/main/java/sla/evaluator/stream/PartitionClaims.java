package sla.evaluator.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import sla.runtime.RepeatedTasks;
import sla.runtime.batch.BatchReader;

/**
 * Claims partitions that could not be claimed when they were assigned, because the database or broker was away, and
 * those that were given up since.
 */
@ApplicationScoped
class PartitionClaims {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration COMPARISON_PAUSE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final StoredPositions positions;
    private final FencedReaders readers;
    private final RepeatedTasks tasks;

    PartitionClaims(StoredPositions positions, FencedReaders readers, RepeatedTasks tasks) {
        this.positions = positions;
        this.readers = readers;
        this.tasks = tasks;
    }

    void start(@Observes StartupEvent event) {
        tasks.start("claim partitions", PAUSE, this::claimAgain);
        tasks.start("compare positions with logs", COMPARISON_PAUSE, this::compareWithLogs);
    }

    private void claimAgain() throws TimeoutException, InterruptedException {
        for (TopicPartition partition : positions.unclaimed().keySet()) {
            BatchReader<?, ?> reader = readers.of(partition.topic());
            if (reader != null) {
                reader.onPollingThread(consumer -> claim(consumer, partition), LIMIT);
            }
        }
    }

    private boolean claim(Consumer<?, ?> consumer, TopicPartition partition) {
        boolean wanted = consumer.assignment().contains(partition)
                && positions.unclaimed().containsKey(partition);
        if (wanted) {
            positions.claim(consumer, partition);
        }
        return wanted;
    }

    /** The positions first: a log that is looked at later can only be longer. */
    private void compareWithLogs() throws TimeoutException, InterruptedException {
        for (BatchReader<?, ?> reader : readers.all()) {
            positions.compareWithLogs(reader.onPollingThread(positions::reading, LIMIT));
        }
    }
}
