package sla.contract.term;

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
 * Brings terms that their topic lacks, at start: after the broker was replaced the topic is empty, and repeating a
 * decision publishes nothing.
 */
@ApplicationScoped
class TermRepublication {
    private static final Logger LOG = Logger.getLogger(TermRepublication.class);

    private final Terms terms;
    private final String bootstrapServers;

    TermRepublication(Terms terms, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.terms = terms;
        this.bootstrapServers = bootstrapServers;
    }

    void publishMissing(@Observes @Priority(ContractTopics.AFTER_CREATION) StartupEvent event) {
        Map<String, byte[]> published = CompactedTopic.read(bootstrapServers, Topics.TERMS);
        long missing = terms.ids().stream()
                .filter(id -> terms.publishIfMissing(id, published))
                .count();
        if (missing > 0) {
            LOG.infof("%d terms were missing on %s and are published", missing, Topics.TERMS);
        }
    }
}
