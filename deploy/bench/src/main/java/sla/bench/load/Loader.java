package sla.bench.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import sla.bench.event.EventWriter;
import sla.bench.plan.PlannedEvent;
import sla.bench.plan.Scene;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.BenchException;
import sla.model.Topics;

/** Sends planned events as sources do: idempotent, compressed with lz4, acknowledged. */
public final class Loader {
    private Loader() {}

    /** Makes the one topic that no registration makes. */
    public static void createStrangersTopic(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            NewTopic topic = new NewTopic(Topics.records(Scene.STRANGER.id()), Optional.empty(), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new BenchException("The topic of an unregistered source cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    /** Returns when the broker has acknowledged everything. */
    public static void send(String kafka, TrafficPlan plan) {
        EventWriter writer = new EventWriter();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
            plan.forEach(event -> send(producer, writer, event, failure));
            producer.flush();
        }
        requireNone(failure);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees every failure, and sooner
    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            EventWriter writer,
            PlannedEvent event,
            AtomicReference<@Nullable Exception> failure) {
        requireNone(failure);
        producer.send(
                new ProducerRecord<>(Topics.records(event.source().id()), writer.key(event), writer.value(event)),
                (_, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    private static void requireNone(AtomicReference<@Nullable Exception> failure) {
        Exception problem = failure.get();
        if (problem != null) {
            throw new BenchException("Kafka did not take an event", problem);
        }
    }

    /** As sources have it. */
    static KafkaProducer<byte[], byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", kafka,
                        "enable.idempotence", "true",
                        "acks", "all",
                        "compression.type", "lz4",
                        "linger.ms", "20",
                        "batch.size", Integer.toString(1 << 17),
                        "buffer.memory", Long.toString(64L << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
