package sla.ingest.rejection;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import sla.ingest.IngestConfig;

/** Rejected messages can hold numbers and names, so they do not stay longer than it takes to mend them. */
@ApplicationScoped
public class RejectionExpiry {
    private static final Logger LOG = Logger.getLogger(RejectionExpiry.class);

    private final DataSource database;
    private final IngestConfig config;
    private final Clock clock;

    RejectionExpiry(DataSource database, IngestConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m")
    void expire() {
        try {
            int deleted = deleteOld();
            if (deleted > 0) {
                LOG.infof("%d rejections older than %s are deleted", deleted, config.rejectionsKept());
            }
        } catch (SQLException e) {
            LOG.warnf("Old rejections are not deleted yet: %s", e.getMessage());
        }
    }

    int deleteOld() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement("delete from rejection where received_at < ?")) {
            delete.setObject(1, clock.instant().minus(config.rejectionsKept()).atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }
}
