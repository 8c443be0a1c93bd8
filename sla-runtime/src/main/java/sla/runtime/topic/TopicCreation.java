package sla.runtime.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes topics that are missing, the way the product needs them; existing ones are left alone unless compacted. */
public final class TopicCreation {
    /** The broker's append time, so that retention does not delete late events before they are read. */
    public static final Map<String, String> APPEND_TIME =
            Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

    /** How long accepted records and their sums wait for a reader that is away. */
    public static final Duration RECORDS_KEPT = Duration.ofDays(30);

    /** The largest message on a compacted topic, and so the largest that the outbox sends. */
    public static final int MOST_MESSAGE_BYTES = 8 << 20;

    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);

    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(MOST_MESSAGE_BYTES));

    private TopicCreation() {}

    /**
     * Creates a topic with one partition that keeps the last message of each key. One that exists is brought to these
     * settings where the broker allows it: with others, messages could be missing from it or be refused.
     */
    public static void ensureCompacted(Admin admin, String topic) {
        if (created(admin, topic, 1, COMPACTED)) {
            return;
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = config(admin, resource);
            List<AlterConfigOp> changes = COMPACTED.entrySet().stream()
                    .filter(wanted -> config == null
                            || !wanted.getValue()
                                    .equals(config.get(wanted.getKey()).value()))
                    .map(wanted -> new AlterConfigOp(
                            new ConfigEntry(wanted.getKey(), wanted.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
            }
        } catch (ExecutionException e) {
            LOG.warnf("Topic %s should have %s, and it cannot be seen to: %s", topic, COMPACTED, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while configuring topic " + topic, e);
        }
    }

    /** A topic that another process has just created is not known to each broker at once. */
    private static @Nullable Config config(Admin admin, ConfigResource resource)
            throws ExecutionException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return admin.describeConfigs(List.of(resource)).all().get().get(resource);
            } catch (ExecutionException e) {
                if (attempt == ATTEMPTS || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

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
        created(admin, topic, partitions, config);
    }

    private static boolean created(Admin admin, String topic, int partitions, Map<String, String> config) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(config);
        try {
            admin.createTopics(List.of(wanted)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("Topic " + topic + " cannot be created: " + e.getMessage(), e);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while creating topic " + topic, e);
        }
    }

    /** Whether the topic stamps messages with the broker's append time. */
    public static boolean hasAppendTime(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config config = config(admin, resource);
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
