package sla.ingest.stream;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import sla.ingest.IngestConfig;

/**
 * Writes the results of a batch and its offsets in one Kafka transaction. After any failure the producer is thrown away:
 * a new one with the same transactional id first waits until the old transaction is committed or aborted, whoever left
 * it and however it ended.
 */
@ApplicationScoped
public class TransactionalWriter {
    private final String bootstrapServers;
    private final String transactionalId;
    private final Failpoint failpoint;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean stopped;

    TransactionalWriter(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            IngestConfig config,
            Failpoint failpoint) {
        this.bootstrapServers = bootstrapServers;
        this.transactionalId = "sla-ingest-" + config.instance();
        this.failpoint = failpoint;
    }

    String transactionalId() {
        return transactionalId;
    }

    /** Makes a producer ready, which settles whatever transaction of this process is still open. */
    synchronized void settle() {
        ready();
    }

    /**
     * Returns when everything is committed. When it throws, everything is aborted, or it is unknown which: then
     * {@link #settle} and the committed offsets tell.
     */
    synchronized void write(
            List<ProducerRecord<String, byte[]>> results,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        KafkaProducer<String, byte[]> transaction = ready();
        try {
            transaction.beginTransaction();
            for (ProducerRecord<String, byte[]> result : results) {
                // A failed send fails the commit, so nobody has to look at the future.
                var _ = transaction.send(result);
            }
            transaction.sendOffsetsToTransaction(offsets, group);
            failpoint.reached(Failpoint.Step.BEFORE_COMMIT);
            transaction.commitTransaction();
            failpoint.reached(Failpoint.Step.AFTER_COMMIT);
        } catch (RuntimeException e) {
            abandon(transaction);
            throw e;
        }
    }

    private KafkaProducer<String, byte[]> ready() {
        if (stopped) {
            throw new KafkaException("The service is stopping");
        }
        if (producer == null) {
            KafkaProducer<String, byte[]> fresh = create();
            try {
                fresh.initTransactions();
            } catch (RuntimeException e) {
                fresh.close(Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
        return producer;
    }

    private void abandon(KafkaProducer<String, byte[]> transaction) {
        producer = null;
        try {
            // Readers of committed records wait for an open transaction, so it is better ended now than at its timeout.
            transaction.abortTransaction();
        } catch (RuntimeException _) {
            // Fenced, already committed, or out of reach: the next producer settles it.
        } finally {
            transaction.close(Duration.ZERO);
        }
    }

    synchronized void stop(@Observes @Priority(2000) ShutdownEvent event) {
        stopped = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }

    private KafkaProducer<String, byte[]> create() {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId),
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, transactionalId),
                        // A killed process holds up the readers of its partitions for this long.
                        Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                        // A fifth of the bytes for the broker to take, keep and give.
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, CompressionType.LZ4.name),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024),
                        // Partitions that are added to the topics are used soon.
                        Map.entry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 5_000),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 9_000)),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
