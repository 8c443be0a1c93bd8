package sla.ingest.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import sla.ingest.event.MessageValue;
import sla.ingest.event.ReceivedMessage;

/**
 * Takes the batches of all input topics and of retries, one after the other, from judgement to commit. A batch that fails is tried
 * again where it stands until it succeeds or its partitions are taken away: skipping it would lose records, and going
 * on to the next would commit past it.
 */
@ApplicationScoped
public class RecordsConsumer {
    static final String CHANNEL = "records";

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
    private volatile boolean stopped;

    RecordsConsumer(
            InputMessages messages,
            Judge judge,
            TransactionalWriter writer,
            CommittedOffsets committed,
            @Identifier(GroupMembership.LISTENER) GroupMembership membership,
            BatchProgress progress,
            Failpoint failpoint,
            Clock clock) {
        this.messages = messages;
        this.judge = judge;
        this.writer = writer;
        this.committed = committed;
        this.membership = membership;
        this.progress = progress;
        this.failpoint = failpoint;
        this.clock = clock;
    }

    /** Before the channels are closed, so that a batch that is being retried does not hold up the stop. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
    }

    /** On a worker thread, never two at a time: the transaction is one. */
    @Incoming(CHANNEL)
    @Blocking
    void consume(
            ConsumerRecords<Void, MessageValue> batch, IncomingKafkaRecordBatchMetadata<Void, MessageValue> metadata) {
        int generation = metadata.getConsumerGroupGenerationId();
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
