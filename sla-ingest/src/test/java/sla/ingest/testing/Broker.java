package sla.ingest.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.EventType;
import sla.model.event.Rejection;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

/** A broker as sources and later services see it. */
public record Broker(String servers) {

    /** Registers a source that may send everything for vendor meridian, and waits until its topic is there. */
    public void register(String source) throws Exception {
        publish(new SourceRegistration(
                source, source, Set.of("meridian"), EnumSet.allOf(EventType.class), null, null, null, null, null));
        Eventually.holds(() -> {
            if (!topics().contains(Topics.records(source))) {
                throw new AssertionError("no topic of source " + source);
            }
        });
    }

    public void publish(SourceRegistration registration) throws Exception {
        send(Topics.SOURCES, registration.id(), Json.MAPPER.writeValueAsBytes(registration));
    }

    public RecordMetadata send(String topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        try (var producer = producer(Map.of())) {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    /** One message to a source's topic. */
    public RecordMetadata send(String source, Object event) throws ExecutionException, InterruptedException {
        return send(Topics.records(source), null, event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * For many messages. One request at a time: on a topic made a moment ago a broker may refuse the first batch and take
     * the second, after which it never takes the first.
     */
    public KafkaProducer<String, byte[]> sender() {
        return producer(Map.of("linger.ms", 5, "max.in.flight.requests.per.connection", 1));
    }

    public KafkaProducer<String, byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("bootstrap.servers", servers));
        all.putAll(settings);
        return new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
    }

    public Set<String> topics() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get();
        }
    }

    public void createTopic(String topic, int partitions, Map<String, String> config)
            throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config)))
                    .all()
                    .get();
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** What was accepted of the source, committed. */
    public List<AcceptedRecord> accepted(String source) throws IOException {
        List<AcceptedRecord> records = new ArrayList<>();
        for (var message : committed(Topics.INTERACTIONS)) {
            if (message.key().startsWith(source + "/")) {
                records.add(Json.MAPPER.readValue(message.value(), AcceptedRecord.class));
            }
        }
        return records;
    }

    /** What was rejected of the source, committed. */
    public List<Rejection> rejected(String source) throws IOException {
        List<Rejection> rejections = new ArrayList<>();
        for (var message : committed(Topics.REJECTIONS)) {
            if (message.key().startsWith(Topics.records(source) + "/")) {
                rejections.add(Json.MAPPER.readValue(message.value(), Rejection.class));
            }
        }
        return rejections;
    }

    public List<ConsumerRecord<String, byte[]>> committed(String topic) {
        return read(topic, "read_committed");
    }

    public List<ConsumerRecord<String, byte[]>> read(String topic, String isolation) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "isolation.level", isolation);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(messages::add);
            }
            return messages;
        }
    }
}
