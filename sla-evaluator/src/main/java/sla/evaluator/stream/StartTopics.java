package sla.evaluator.stream;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sla.model.Topics;
import sla.runtime.topic.TopicCreation;

/**
 * Makes the topics this service reads or writes if they are missing, before it listens to them: with the settings that
 * sla-ingest would give them, so that it does not matter who is there first.
 */
@ApplicationScoped
class StartTopics {
    private final String bootstrapServers;
    private final int partitions;
    private final Duration rejectionsKept;

    StartTopics(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "sla.topics.partitions") int partitions,
            @ConfigProperty(name = "sla.ingest.rejections-kept", defaultValue = "30d") Duration rejectionsKept) {
        this.bootstrapServers = bootstrapServers;
        this.partitions = partitions;
        this.rejectionsKept = rejectionsKept;
    }

    void create(@Observes @Priority(10) StartupEvent event) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            TopicCreation.ensure(
                    admin, Topics.INTERACTIONS, partitions, TopicCreation.keptFor(TopicCreation.RECORDS_KEPT));
            TopicCreation.ensure(admin, Topics.REJECTIONS, partitions, TopicCreation.keptFor(rejectionsKept));
            TopicCreation.ensure(admin, Topics.RETRY_OUTCOMES, partitions, TopicCreation.keptFor(rejectionsKept));
            TopicCreation.ensureCompacted(admin, Topics.SOURCES);
            TopicCreation.ensureCompacted(admin, Topics.AGREEMENTS);
            TopicCreation.ensureCompacted(admin, Topics.TERMS);
            TopicCreation.ensureCompacted(admin, Topics.EVALUATIONS);
            TopicCreation.ensureCompacted(admin, Topics.DIFFERENCES);
        }
    }
}
