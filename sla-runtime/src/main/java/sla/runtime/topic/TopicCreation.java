package sla.runtime.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that are missing, the way the product needs them; existing ones are left alone. */
public final class TopicCreation {
    /** The broker's append time, so that retention does not delete late events before they are read. */
    public static final Map<String, String> APPEND_TIME =
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

    /** How long accepted records and their sums wait for a reader that is away. */
    public static final Duration RECORDS_KEPT = Duration.ofDays(30);

    public static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT);

    private TopicCreation() {}

    /** What other services must have read within that time. The broker's default would be another everywhere. */
    public static Map<String, String> keptFor(Duration time) {
        return Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(time.toMillis()));
    }

    /** Creates the topic if there is none of that name, with the broker's default replication. */
    public static void ensure(Admin admin, String topic, int partitions, Map<String, String> config) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Topic " + topic + " cannot be created: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating topic " + topic, e);
        }
    }

    /** Whether the topic stamps messages with the broker's append time. */
    public static boolean hasAppendTime(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return config != null
                    && "LogAppendTime"
                            .equals(config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                                    .value());
        } catch (ExecutionException e) {
            throw new KafkaException("Topic " + topic + " cannot be described: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while describing topic " + topic, e);
        }
    }
}
