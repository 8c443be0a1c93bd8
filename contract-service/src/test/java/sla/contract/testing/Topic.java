package sla.contract.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import sla.embedded.TestServers;

/** A topic of the shared broker, seen from outside of the service. */
public record Topic(String name) {
    /** All values under the key, oldest first. */
    public List<String> values(String key) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(servers(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
                    if (message.offset() < end && key.equals(message.key())) {
                        values.add(message.value());
                    }
                }
            }
            return values;
        }
    }

    public RecordMetadata send(String key, String value) {
        return send(key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    public RecordMetadata send(String key, byte[] value) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(servers(), new StringSerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(name, key, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String config(String property) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (Admin admin = Admin.create(servers())) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(property)
                    .value();
        }
    }

    /** How far the group has committed. */
    public long committed(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(servers())) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(name, 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    /** Joins the group and leaves it, so that its members are given their partitions anew. */
    public void rebalance(String group) {
        Map<String, Object> config = new HashMap<>(servers());
        config.put("group.id", group);
        config.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(name));
            Eventually.holds(() -> {
                consumer.poll(Duration.ofMillis(100));
                assertThat(consumer.groupMetadata().generationId()).isPositive();
            });
        }
    }

    private static Map<String, Object> servers() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
