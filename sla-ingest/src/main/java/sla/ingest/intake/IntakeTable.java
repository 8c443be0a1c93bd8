package sla.ingest.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.model.event.EventType;
import sla.model.event.RejectionCode;

/** Adds to the sums per source, in the caller's transaction. */
final class IntakeTable {
    private static final String ADD = """
            insert into intake as old (source, accepted, rejected, newest_occurred_at, last_received_at,
                accepted_by_retry)
            values (?, ?, ?, ?, ?, ?)
            on conflict (source) do update set
                accepted = old.accepted + excluded.accepted,
                rejected = old.rejected + excluded.rejected,
                newest_occurred_at = greatest(old.newest_occurred_at, excluded.newest_occurred_at),
                last_received_at = greatest(old.last_received_at, excluded.last_received_at),
                accepted_by_retry = old.accepted_by_retry + excluded.accepted_by_retry""";
    private static final String ADD_REASON = """
            insert into intake_reason as old (source, reason, records) values (?, ?, ?)
            on conflict (source, reason) do update set records = old.records + excluded.records""";

    private static final String ADD_TYPE = """
            insert into intake_type as old (source, type, records) values (?, ?, ?)
            on conflict (source, type) do update set records = old.records + excluded.records""";

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
            add.setLong(6, sum.acceptedByRetry());
            add.executeUpdate();
        }
        addEach(ADD_REASON, sum.source(), sum.reasons(), RejectionCode::name);
        addEach(ADD_TYPE, sum.source(), sum.types(), EventType::label);
    }

    private <K> void addEach(String sql, String source, Map<K, Long> counts, Function<K, String> name)
            throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(sql)) {
            for (Map.Entry<K, Long> count : counts.entrySet()) {
                add.setString(1, source);
                add.setString(2, name.apply(count.getKey()));
                add.setLong(3, count.getValue());
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
