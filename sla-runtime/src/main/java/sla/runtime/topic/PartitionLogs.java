package sla.runtime.topic;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the broker which topics these are and what it holds of them. */
@ApplicationScoped
public class PartitionLogs {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Admin admin;

    public PartitionLogs(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS));
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    public TopicId topic(String name) {
        return Objects.requireNonNull(topics(Set.of(name)).get(name));
    }

    public PartitionLog of(TopicPartition partition) {
        return Objects.requireNonNull(of(Set.of(partition)).get(partition));
    }

    public Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions) {
        Map<String, TopicId> topics =
                topics(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        var beginnings = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, PartitionLog> logs = new HashMap<>();
        for (TopicPartition partition : partitions) {
            logs.put(
                    partition,
                    new PartitionLog(
                            Objects.requireNonNull(topics.get(partition.topic())),
                            Objects.requireNonNull(beginnings.get(partition)).offset(),
                            Objects.requireNonNull(ends.get(partition)).offset()));
        }
        return logs;
    }

    private Map<String, TopicId> topics(Set<String> names) {
        String cluster = answer(admin.describeCluster().clusterId());
        return answer(admin.describeTopics(List.copyOf(names)).allTopicNames()).values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name,
                        topic -> new TopicId(cluster, topic.topicId().toString())));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return answer(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> spec)))
                        .all());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker does not say what it holds: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
