package sla.evaluator.evaluation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.model.Topics;
import sla.runtime.topic.CompactedTopic;

/**
 * Brings evaluations that their topic lacks, at start: after the broker was replaced the topic is empty, and only
 * evaluations that change would fill it again.
 */
@ApplicationScoped
class EvaluationRepublication {
    private static final Logger LOG = Logger.getLogger(EvaluationRepublication.class);
    private static final int AFTER_TOPICS_ARE_CREATED = 20;

    private final DataSource database;
    private final ChangedDays changedDays;
    private final EvaluationTable table;
    private final String bootstrapServers;

    EvaluationRepublication(
            DataSource database,
            ChangedDays changedDays,
            EvaluationTable table,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.changedDays = changedDays;
        this.table = table;
        this.bootstrapServers = bootstrapServers;
    }

    void publishMissing(@Observes @Priority(AFTER_TOPICS_ARE_CREATED) StartupEvent event) throws SQLException {
        Set<String> onTopic = CompactedTopic.keys(bootstrapServers, Topics.EVALUATIONS);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                changedDays.awaitLock(connection);
                int missing = table.publishMissing(connection, onTopic);
                connection.commit();
                if (missing > 0) {
                    LOG.infof("%d evaluations were missing on %s and are published", missing, Topics.EVALUATIONS);
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
