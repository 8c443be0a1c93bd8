package sla.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
    private static final int LARGEST = 80 << 20;
    private static final String FOR_EVER = Integer.toString(Integer.MAX_VALUE);

    private final Map<String, Object> configuration;
    private final EventWriter writer = new EventWriter();
    private final Queue<Sending> failed = new ConcurrentLinkedQueue<>();
    private KafkaProducer<byte[], byte[]> producer;
    private long repeated;

    private record Sending(ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> acknowledged) {}

    public PatientLoader(String kafka) {
        this(kafka, "lz4");
    }

    /** @param compression as Kafka names it */
    public PatientLoader(String kafka, String compression) {
        configuration = Map.ofEntries(
                Map.entry("bootstrap.servers", kafka),
                Map.entry("enable.idempotence", "true"),
                Map.entry("acks", "all"),
                Map.entry("compression.type", compression),
                Map.entry("linger.ms", "20"),
                // Before compression. What the broker takes is measured behind it.
                Map.entry("max.request.size", Integer.toString(LARGEST)),
                Map.entry("buffer.memory", Integer.toString(2 * LARGEST)),
                Map.entry("request.timeout.ms", "5000"),
                // A producer to whose first message a new partition said that it was none waits for its turn for ever
                // (seen
                // with 4.1): it is given up, and another one sends what it had.
                Map.entry("delivery.timeout.ms", "60000"),
                Map.entry("max.block.ms", FOR_EVER),
                // Partitions that are added meanwhile are used soon.
                Map.entry("metadata.max.age.ms", "2000"),
                Map.entry("reconnect.backoff.max.ms", "500"));
        producer = producer();
    }

    public void send(PlannedEvent event) {
        send(event.source().id(), writer.key(event), writer.value(event));
    }

    public void send(String source, byte[] key, byte[] value) {
        send(new ProducerRecord<>(Topics.records(source), key, value), _ -> {});
    }

    /** @param acknowledged is told where the broker put it, on a thread of the producer */
    public void send(ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> acknowledged) {
        send(new Sending(record, acknowledged));
    }

    /** Returns when a broker has acknowledged everything. */
    public void flush() {
        producer.flush();
        while (!failed.isEmpty()) {
            producer.close();
            producer = producer();
            List<Sending> again = new ArrayList<>();
            for (var one = failed.poll(); one != null; one = failed.poll()) {
                again.add(one);
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
    private void send(Sending one) {
        try {
            producer.send(one.record(), (place, problem) -> {
                if (problem == null) {
                    one.acknowledged().accept(place);
                } else {
                    failed.add(one);
                }
            });
        } catch (InterruptException e) {
            throw new BenchException("Interrupted", e);
        } catch (RuntimeException _) {
            failed.add(one); // the producer is past mending; the flush makes a new one
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
