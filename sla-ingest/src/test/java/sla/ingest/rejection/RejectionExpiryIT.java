package sla.ingest.rejection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import sla.ingest.IngestConfig;
import sla.ingest.testing.ServiceIT;
import sla.model.event.InputPosition;

@ServiceIT
class RejectionExpiryIT {
    private static final Instant NOW = Instant.parse("2020-03-31T12:00:00Z");

    @Inject
    DataSource database;

    @Inject
    IngestConfig config;

    @Inject
    RejectionRepository rejections;

    @Test
    void deletesRejectionsOlderThanThirtyDays() throws Exception {
        insert(1, NOW.minus(config.rejectionsKept()).minusMillis(1));
        insert(2, NOW.minus(config.rejectionsKept()));

        new RejectionExpiry(database, config, Clock.fixed(NOW, ZoneOffset.UTC)).deleteOld();

        assertThat(find(1)).isEmpty();
        assertThat(find(2)).isPresent();
    }

    private Optional<RejectionView> find(long offset) throws SQLException {
        return rejections.find(new InputPosition("source.old.records", 0, offset));
    }

    private void insert(long offset, Instant receivedAt) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into rejection (topic, partition,"
                        + " record_offset, source, received_at, codes, reasons, raw, size)"
                        + " values ('source.old.records', 0, ?, 'old', ?, '{}', '[]', '', 0)")) {
            insert.setLong(1, offset);
            insert.setObject(2, receivedAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
