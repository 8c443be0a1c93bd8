package sla.evaluator.fact;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import sla.evaluator.fact.FactMetrics.Tally;
import sla.evaluator.source.SourceProgress;
import sla.evaluator.stream.FencedReaders;
import sla.evaluator.stream.FencedStore;
import sla.evaluator.stream.PolledBytes;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.json.Json;

/** Reads accepted records and stores them exactly once. */
@ApplicationScoped
public class InteractionsConsumer {
    private static final Logger LOG = Logger.getLogger(InteractionsConsumer.class);

    private final FencedReaders readers;
    private final RecordWriter writer;
    private final SourceProgress progress;
    private final FactMetrics metrics;

    InteractionsConsumer(FencedReaders readers, RecordWriter writer, SourceProgress progress, FactMetrics metrics) {
        this.readers = readers;
        this.writer = writer;
        this.progress = progress;
        this.metrics = metrics;
    }

    void start(@Observes @Priority(FencedReaders.START) StartupEvent event) {
        readers.start("interactions", Topics.INTERACTIONS, StoreRecords::new);
    }

    private final class StoreRecords implements FencedStore.Work {
        private final long startedAt = System.nanoTime();
        private final Set<Identity> otherTargets = new HashSet<>();
        private Tally tally = new Tally();

        @Override
        public void store(Connection connection, List<ConsumerRecord<?, PolledBytes>> messages) throws SQLException {
            tally = new Tally();
            List<AcceptedRecord> records = new ArrayList<>(messages.size());
            SourceProgress.Batch newest = progress.batch();
            for (ConsumerRecord<?, PolledBytes> message : messages) {
                try {
                    AcceptedRecord record =
                            Json.MAPPER.readValue(message.value().bytes(), AcceptedRecord.class);
                    records.add(record);
                    newest.add(message.partition(), record);
                } catch (IOException | IllegalArgumentException e) {
                    LOG.errorf(
                            "%s/%d/%d is no accepted record and is kept aside",
                            message.topic(), message.partition(), message.offset());
                    UnreadableMessages.keep(connection, message, String.valueOf(e.getMessage()));
                }
            }
            writer.store(connection, records, otherTargets, tally);
            newest.store(connection);
            if (!messages.isEmpty()) {
                tally.arrivals().store(connection, messages.getFirst().partition());
            }
        }

        @Override
        public void committed() {
            metrics.count(tally, Duration.ofNanos(System.nanoTime() - startedAt));
        }
    }
}
