package sla.ingest.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import sla.ingest.event.MessageValue;
import sla.ingest.event.ReceivedMessage;
import sla.model.Topics;
import sla.runtime.batch.BatchReader;
import sla.runtime.batch.BatchReaders;

/**
 * Takes the batches of all input topics and of retries, one after the other, from judgement to commit. A batch that fails is tried
 * again where it stands until it succeeds or its partitions are taken away: skipping it would lose records, and going
 * on to the next would commit past it.
 */
@ApplicationScoped
public class RecordsConsumer {
    private static final Pattern INPUT = Pattern.compile(Topics.RECORDS_PATTERN + '|' + Pattern.quote(Topics.RETRIES));
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final InputMessages messages;
    private final Judge judge;
    private final TransactionalWriter writer;
    private final CommittedOffsets committed;
    private final GroupMembership membership;
    private final BatchProgress progress;
    private final Failpoint failpoint;
    private final Clock clock;
    private final BatchReaders readers;
    private volatile @Nullable BatchReader<?, ?> reader;
    private volatile boolean stopped;

    RecordsConsumer(
            InputMessages messages,
            Judge judge,
            TransactionalWriter writer,
            CommittedOffsets committed,
            GroupMembership membership,
            BatchProgress progress,
            Failpoint failpoint,
            Clock clock,
            BatchReaders readers) {
        this.messages = messages;
        this.judge = judge;
        this.writer = writer;
        this.committed = committed;
        this.membership = membership;
        this.progress = progress;
        this.failpoint = failpoint;
        this.clock = clock;
        this.readers = readers;
    }

    /** After everything that judging needs. */
    void start(@Observes @Priority(100) StartupEvent event) {
        reader = readers.readTopics("records", INPUT, new MessageValueDeserializer(), membership, this::consume);
    }

    /** What is wrong with the reading of messages, if anything. */
    Optional<String> fault(Duration limit) throws InterruptedException {
        BatchReader<?, ?> started = reader;
        return started == null ? Optional.of("the consumer has not started") : started.fault(limit);
    }

    /** Before the reader is closed, so that a batch that is being retried does not hold up the stop. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
    }

    /** Never two at a time: the transaction is one. */
    private void consume(ConsumerRecords<Void, MessageValue> batch, int generation) {
        Map<TopicPartition, OffsetAndMetadata> offsets = nextOffsets(batch);
        Duration pause = FIRST_PAUSE;
        boolean tried = false;
        while (!stopped) {
            ConsumerGroupMetadata group = membership.ofGeneration(generation);
            if (group == null) {
                progress.dropped();
                return;
            }
            try {
                if (!tried || !wasCommitted(offsets)) {
                    tried = true;
                    process(batch, offsets, group);
                }
                progress.succeeded();
                return;
            } catch (RuntimeException | SQLException | TimeoutException e) {
                progress.failed(e);
                pause = pauseAfterFailure(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void process(
            ConsumerRecords<Void, MessageValue> batch,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group)
            throws SQLException, TimeoutException, InterruptedException {
        progress.started();
        failpoint.reached(Failpoint.Step.BEFORE_JUDGEMENT);
        List<ReceivedMessage> received = messages.of(batch);
        BatchResults results = new BatchResults(received, judge.judge(received), clock.instant());
        writer.write(results.messages(), offsets, group);
        progress.wrote(results);
    }

    /** A commit whose answer was lost may have succeeded: writing the batch again would count it twice. */
    private boolean wasCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        writer.settle();
        return committed.reached(offsets);
    }

    private static Map<TopicPartition, OffsetAndMetadata> nextOffsets(ConsumerRecords<Void, MessageValue> batch) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : batch.partitions()) {
            next.put(
                    partition,
                    new OffsetAndMetadata(batch.records(partition).getLast().offset() + 1));
        }
        return next;
    }

    private Duration pauseAfterFailure(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
