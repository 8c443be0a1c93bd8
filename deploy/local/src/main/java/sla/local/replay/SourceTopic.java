package sla.local.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import sla.local.event.OutgoingEvent;
import sla.model.Topics;

/** The topic of a source, written to as that source does: idempotent, compressed with lz4, acknowledged. */
public final class SourceTopic implements EventSink, AutoCloseable {
    private static final String PATIENCE = "10000";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaProducer<String, String> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private SourceTopic(String topic, KafkaProducer<String, String> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /** Opens it; it must exist, because it says that the source is registered. */
    public static SourceTopic open(String kafka, String source) {
        String topic = Topics.records(source);
        requireTopic(kafka, topic, source);
        return new SourceTopic(
                topic,
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", kafka,
                                "enable.idempotence", "true",
                                "acks", "all",
                                // On a topic made a moment ago a broker may refuse the first batch and take the
                                // second, after which it never takes the first.
                                "max.in.flight.requests.per.connection", "1",
                                "delivery.timeout.ms", "60000",
                                "compression.type", "lz4",
                                "linger.ms", "20",
                                "batch.size", Integer.toString(1 << 17)),
                        new StringSerializer(),
                        new StringSerializer()));
    }

    /** Whether the topic of a source is there. */
    public static boolean exists(String kafka, String source) {
        try {
            requireTopic(kafka, Topics.records(source), source);
            return true;
        } catch (ReplayException _) {
            return false;
        }
    }

    String topic() {
        return topic;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure, and sooner
    public void send(OutgoingEvent event) {
        requireNoFailure();
        producer.send(new ProducerRecord<>(topic, event.key(), event.value()), (_, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    /** Returns when the broker has acknowledged everything. */
    public void flush() {
        producer.flush();
        requireNoFailure();
    }

    @Override
    public void close() {
        // What a broker refused once it refuses again: waiting for the rest of it would look like a standstill.
        producer.close(failure.get() == null ? CLOSE_LIMIT : Duration.ZERO);
    }

    private void requireNoFailure() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new ReplayException("Kafka did not take a record: " + problem.getMessage());
        }
    }

    private static void requireTopic(String kafka, String topic, String source) {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", kafka, "default.api.timeout.ms", PATIENCE, "request.timeout.ms", PATIENCE))) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? new ReplayException("There is no topic " + topic + ": register the source " + source
                            + " first (PUT /v1/sources/" + source + " at contract-service).")
                    : unreachable(kafka);
        } catch (KafkaException _) {
            throw unreachable(kafka);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("Interrupted.");
        }
    }

    private static ReplayException unreachable(String kafka) {
        return new ReplayException("No Kafka broker answers at " + kafka
                + ": start one with ./sla up, or name another with --kafka HOST:PORT.");
    }
}
