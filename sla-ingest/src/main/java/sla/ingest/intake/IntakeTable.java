package sla.ingest.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;

/** Adds to the sums per source, in the caller's transaction. */
final class IntakeTable {
    private static final String ADD = """
            insert into intake as old (source, accepted, rejected, newest_occurred_at, last_received_at)
            values (?, ?, ?, ?, ?)
            on conflict (source) do update set
                accepted = old.accepted + excluded.accepted,
                rejected = old.rejected + excluded.rejected,
                newest_occurred_at = greatest(old.newest_occurred_at, excluded.newest_occurred_at),
                last_received_at = greatest(old.last_received_at, excluded.last_received_at)""";
    private static final String ADD_REASON = """
            insert into intake_reason as old (source, reason, records) values (?, ?, ?)
            on conflict (source, reason) do update set records = old.records + excluded.records""";

    private final Connection connection;

    IntakeTable(Connection connection) {
        this.connection = connection;
    }

    void add(IntakeSummary sum) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, sum.source());
            add.setLong(2, sum.accepted());
            add.setLong(3, sum.rejected());
            add.setObject(4, utc(sum.newestOccurredAt()));
            add.setObject(5, utc(sum.lastReceivedAt()));
            add.executeUpdate();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_REASON)) {
            for (Map.Entry<RejectionCode, Long> reason : sum.reasons().entrySet()) {
                add.setString(1, sum.source());
                add.setString(2, reason.getKey().name());
                add.setLong(3, reason.getValue());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
