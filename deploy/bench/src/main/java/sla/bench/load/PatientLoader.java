package sla.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import sla.bench.event.EventWriter;
import sla.bench.plan.PlannedEvent;
import sla.bench.system.BenchException;
import sla.model.Topics;

/**
 * A source that never gives up: what a dying broker has not acknowledged is sent until one does. Its producer is
 * idempotent, so the broker leaves out what it has already; should the producer lose its own memory of that, what is sent
 * once more is a repetition by its record id.
 *
 * <p>For one thread.
 */
public final class PatientLoader implements AutoCloseable {
    private static final String FOR_EVER = Integer.toString(Integer.MAX_VALUE);

    private final Map<String, Object> configuration;
    private final EventWriter writer = new EventWriter();
    private final Queue<ProducerRecord<byte[], byte[]>> failed = new ConcurrentLinkedQueue<>();
    private KafkaProducer<byte[], byte[]> producer;
    private long repeated;

    public PatientLoader(String kafka) {
        configuration = Map.of(
                "bootstrap.servers", kafka,
                "enable.idempotence", "true",
                "acks", "all",
                "compression.type", "lz4",
                "linger.ms", "20",
                "request.timeout.ms", "5000",
                "delivery.timeout.ms", FOR_EVER,
                "max.block.ms", FOR_EVER,
                "reconnect.backoff.max.ms", "500");
        producer = producer();
    }

    public void send(PlannedEvent event) {
        send(event.source().id(), writer.key(event), writer.value(event));
    }

    public void send(String source, byte[] key, byte[] value) {
        send(new ProducerRecord<>(Topics.records(source), key, value));
    }

    /** Returns when a broker has acknowledged everything. */
    public void flush() {
        producer.flush();
        while (!failed.isEmpty()) {
            producer.close();
            producer = producer();
            List<ProducerRecord<byte[], byte[]>> again = new ArrayList<>();
            for (var record = failed.poll(); record != null; record = failed.poll()) {
                again.add(record);
            }
            repeated += again.size();
            again.forEach(this::send);
            producer.flush();
        }
    }

    /** Messages of which a broker may have two, because nobody knows whether the first one arrived. */
    public long repeated() {
        return repeated;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure
    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record, (_, problem) -> {
                if (problem != null) {
                    failed.add(record);
                }
            });
        } catch (InterruptException e) {
            throw new BenchException("Interrupted", e);
        } catch (RuntimeException _) {
            failed.add(record); // the producer is past mending; the flush makes a new one
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        producer.close();
    }
}
