package sla.contract.agreement;

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
 * Brings active versions that their topic lacks, at start: after the broker was replaced the topic is empty, and
 * activating an active version publishes nothing.
 */
@ApplicationScoped
class AgreementRepublication {
    private static final Logger LOG = Logger.getLogger(AgreementRepublication.class);

    private final Agreements agreements;
    private final String bootstrapServers;

    AgreementRepublication(
            Agreements agreements, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.agreements = agreements;
        this.bootstrapServers = bootstrapServers;
    }

    void publishMissing(@Observes @Priority(ContractTopics.AFTER_CREATION) StartupEvent event) {
        Map<String, byte[]> published = CompactedTopic.read(bootstrapServers, Topics.AGREEMENTS);
        long missing = agreements.activeVersions().stream()
                .filter(id -> agreements.publishIfMissing(id, published))
                .count();
        if (missing > 0) {
            LOG.infof("%d versions of agreements were missing on %s and are published", missing, Topics.AGREEMENTS);
        }
    }
}
