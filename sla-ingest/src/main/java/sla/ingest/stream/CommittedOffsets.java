package sla.ingest.stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** How far the group's input is committed; asked only after a failure. */
@ApplicationScoped
public class CommittedOffsets {
    private final String group;
    private final Admin admin;

    CommittedOffsets(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "sla.consumer.records.group.id") String group) {
        this.group = group;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000));
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    /** Whether every one of these offsets is committed, and none of them in a transaction that is still open. */
    boolean reached(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            var now = admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream().allMatch(wanted -> reached(now.get(wanted.getKey()), wanted.getValue()));
        } catch (ExecutionException e) {
            throw new KafkaException("The committed offsets cannot be read: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while reading the committed offsets", e);
        }
    }

    private static boolean reached(@Nullable OffsetAndMetadata now, OffsetAndMetadata wanted) {
        return now != null && now.offset() >= wanted.offset();
    }
}
