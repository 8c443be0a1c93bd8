package sla.ingest.rejection;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
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

    /** Returns how many rejections were deleted; their retries go with them. */
    int deleteOld() throws SQLException {
        OffsetDateTime limit = clock.instant().minus(config.rejectionsKept()).atOffset(ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int deleted = delete(connection, "delete from rejection where received_at < ?", limit);
                delete(connection, "delete from retry_attempt where received_at < ?", limit);
                delete(
                        connection,
                        "delete from retry where requested_at < ?"
                                + " and not exists (select from retry_attempt a where a.retry = retry.id)",
                        limit);
                connection.commit();
                return deleted;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static int delete(Connection connection, String sql, OffsetDateTime limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, limit);
            return delete.executeUpdate();
        }
    }
}
