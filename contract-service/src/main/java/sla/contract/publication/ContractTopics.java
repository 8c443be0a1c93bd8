package sla.contract.publication;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.model.Topics;
import sla.runtime.topic.TopicCreation;

/** Makes the topics this service writes and reads before anything else could create them without compaction. */
@ApplicationScoped
public class ContractTopics {
    /** For what reads these topics at start. */
    public static final int AFTER_CREATION = 20;

    private static final int API_TIMEOUT_MILLIS = 30_000;
    private static final int BEFORE_CHANNELS_SUBSCRIBE = 10;

    private final String bootstrapServers;

    ContractTopics(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void create(@Observes @Priority(BEFORE_CHANNELS_SUBSCRIBE) StartupEvent event) {
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                API_TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(config)) {
            TopicCreation.ensureCompacted(admin, Topics.SOURCES);
            TopicCreation.ensureCompacted(admin, Topics.AGREEMENTS);
            TopicCreation.ensureCompacted(admin, Topics.TERMS);
            TopicCreation.ensureCompacted(admin, Topics.EVALUATIONS);
            TopicCreation.ensureCompacted(admin, Topics.DIFFERENCES);
        }
    }
}
