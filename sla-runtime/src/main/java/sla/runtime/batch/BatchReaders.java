package sla.runtime.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.eclipse.microprofile.config.Config;

/**
 * Starts readers of batches, and stops them with the service. A reader's settings are Kafka's own, each as property
 * {@code sla.consumer.NAME.SETTING}; {@code max.poll.records}, which must be there, is how many messages may wait for the
 * batch in hand.
 */
@ApplicationScoped
public class BatchReaders {
    private static final String PREFIX = "sla.consumer.";
    private static final int MOST_AT_ONCE = 500;

    private final Config config;
    private final MeterRegistry registry;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    BatchReaders(Config config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    /** Reads one topic until the service stops. */
    public <V> BatchReader<?, V> readTopic(
            String name,
            String topic,
            Deserializer<V> values,
            PartitionListener listener,
            BatchReader.Handler<Void, V> handler) {
        BatchReader<Void, V> reader = reader(name, values, handler);
        reader.start(topic, listener);
        return reader;
    }

    /** Reads all topics with such a name until the service stops. */
    public <V> BatchReader<?, V> readTopics(
            String name,
            Pattern topics,
            Deserializer<V> values,
            PartitionListener listener,
            BatchReader.Handler<Void, V> handler) {
        BatchReader<Void, V> reader = reader(name, values, handler);
        reader.start(topics, listener);
        return reader;
    }

    private <V> BatchReader<Void, V> reader(String name, Deserializer<V> values, BatchReader.Handler<Void, V> handler) {
        int most = config.getValue(PREFIX + name + ".max.poll.records", Integer.class);
        Map<String, Object> settings = settings(name);
        settings.put("max.poll.records", Math.min(most, MOST_AT_ONCE));
        KafkaConsumer<Void, V> consumer = new KafkaConsumer<>(settings, new IgnoredKeys(), values);
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer);
        metrics.bindTo(registry);
        BatchReader<Void, V> reader = new BatchReader<>(name, consumer, most, handler);
        opened.add(reader);
        opened.add(metrics);
        return reader;
    }

    private Map<String, Object> settings(String name) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "client.id",
                name,
                "enable.auto.commit",
                false,
                "isolation.level",
                "read_committed",
                // Else each message is fetched by itself, a thousand times a second.
                "fetch.min.bytes",
                64 << 10,
                "fetch.max.wait.ms",
                100,
                "session.timeout.ms",
                6_000,
                "heartbeat.interval.ms",
                2_000,
                "metadata.max.age.ms",
                5_000));
        settings.put("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class));
        String prefix = PREFIX + name + '.';
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(prefix)) {
                settings.put(property.substring(prefix.length()), config.getValue(property, String.class));
            }
        }
        return settings;
    }

    void stop(@Observes @Priority(1000) ShutdownEvent event) throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }
}
