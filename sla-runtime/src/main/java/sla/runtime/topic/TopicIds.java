package sla.runtime.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the broker which cluster and which topic this is. */
@ApplicationScoped
public class TopicIds {
    private final String bootstrapServers;

    TopicIds(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public TopicId of(String topic) {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (Admin admin = Admin.create(config)) {
            String cluster = admin.describeCluster().clusterId().get();
            var descriptions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            var description = Objects.requireNonNull(descriptions.get(topic));
            return new TopicId(cluster, description.topicId().toString());
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + topic + " cannot be described: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
