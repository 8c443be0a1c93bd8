package sla.evaluator.freeze;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.model.Topics;
import sla.runtime.topic.CompactedTopic;

/** Brings differences that their topic lacks, at start: after the broker was replaced the topic is empty. */
@ApplicationScoped
class DifferenceRepublication {
    private static final Logger LOG = Logger.getLogger(DifferenceRepublication.class);
    private static final int AFTER_TOPICS_ARE_CREATED = 20;

    private final DataSource database;
    private final DifferenceTable table;
    private final String bootstrapServers;

    DifferenceRepublication(
            DataSource database,
            DifferenceTable table,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.table = table;
        this.bootstrapServers = bootstrapServers;
    }

    void publishMissing(@Observes @Priority(AFTER_TOPICS_ARE_CREATED) StartupEvent event) throws SQLException {
        Set<String> onTopic = CompactedTopic.keys(bootstrapServers, Topics.DIFFERENCES);
        int missing = Transactions.inTransaction(database, connection -> table.publishMissing(connection, onTopic));
        if (missing > 0) {
            LOG.infof("%d differences were missing on %s and are published", missing, Topics.DIFFERENCES);
        }
    }
}
