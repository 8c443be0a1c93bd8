package sla.contract.source;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.contract.publication.ContractTopics;
import sla.model.Topics;
import sla.runtime.topic.CompactedTopic;

/**
 * Brings registrations that their topic lacks, at start: after the broker was replaced the topic is empty, and a PUT of
 * what is registered publishes nothing.
 */
@ApplicationScoped
class SourceRepublication {
    private static final Logger LOG = Logger.getLogger(SourceRepublication.class);

    private final Sources sources;
    private final String bootstrapServers;

    SourceRepublication(Sources sources, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.sources = sources;
        this.bootstrapServers = bootstrapServers;
    }

    void publishMissing(@Observes @Priority(ContractTopics.AFTER_CREATION) StartupEvent event) {
        Map<String, byte[]> published = CompactedTopic.read(bootstrapServers, Topics.SOURCES);
        long missing = sources.ids().stream()
                .filter(id -> sources.publishIfMissing(id, published))
                .count();
        if (missing > 0) {
            LOG.infof("%d registrations of sources were missing on %s and are published", missing, Topics.SOURCES);
        }
    }
}
