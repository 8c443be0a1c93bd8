package sla.evaluator.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.StoredCode;
import sla.evaluator.fact.ContentKey;
import sla.evaluator.record.RecordAnswer.Revision;
import sla.evaluator.record.RecordAnswer.RevisionState;
import sla.evaluator.series.Series;
import sla.model.Topics;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.InputPosition;
import sla.model.event.Line;
import sla.model.event.Outcome;
import sla.model.json.Json;

/**
 * One row of table {@code fact} with its series, for showing.
 *
 * @param interaction what counting needs, if it is an interaction
 * @param details what has no column
 */
record StoredRevision(
        String source,
        String recordId,
        ContentKey key,
        String type,
        Instant occurredAt,
        Instant receivedAt,
        int inputPartition,
        long inputOffset,
        @Nullable Series series,
        @Nullable CountedInteraction interaction,
        Map<String, Object> columns,
        Map<String, Object> details,
        @Nullable String referenceSource,
        @Nullable String referenceRecordId) {

    /** All contents of a record, highest revision first. */
    static List<StoredRevision> read(Connection connection, String source, String recordId) throws SQLException {
        String sql = """
                select f.source, f.record_id, f.revision, f.content_hash, f.type, f.occurred_at, f.received_at, f.input_partition,
                       f.input_offset, f.series_id, f.outcome, f.offered_at, f.left_queue_at, f.ended_at, f.wait_ms,
                       f.talk_ms, f.hold_ms, f.wrap_up_ms, f.transferred, f.handed_back, f.details,
                       f.reference_source, f.reference_record_id, s.source as counted_source, s.vendor, s.site, s.queue,
                       s.channel, s.language, s.line, s.direction, s.known_parts
                from fact f left join series s on s.id = f.series_id
                where f.source = ? and f.record_id = ?
                order by f.revision desc, f.input_partition, f.input_offset
                """;
        List<StoredRevision> revisions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setString(2, recordId);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    revisions.add(read(row));
                }
            }
        }
        return revisions;
    }

    private static StoredRevision read(ResultSet row) throws SQLException {
        boolean interaction = row.getString("type").equals("interaction");
        Series series = row.getObject("series_id") == null ? null : series(row);
        return new StoredRevision(
                row.getString("source"),
                row.getString("record_id"),
                new ContentKey(row.getLong("revision"), row.getObject("content_hash", UUID.class)),
                row.getString("type"),
                instant(row, "occurred_at"),
                instant(row, "received_at"),
                row.getInt("input_partition"),
                row.getLong("input_offset"),
                series,
                interaction ? counted(row) : null,
                interaction && series != null ? columns(row, series) : Map.of(),
                details(row.getString("details")),
                row.getString("reference_source"),
                row.getString("reference_record_id"));
    }

    private static Series series(ResultSet row) throws SQLException {
        String line = row.getString("line");
        String direction = row.getString("direction");
        return new Series(
                row.getString("counted_source"),
                row.getString("vendor"),
                row.getString("site"),
                row.getString("queue"),
                Channel.valueOf(row.getString("channel")),
                row.getString("language"),
                line == null ? null : Line.valueOf(line),
                direction == null ? null : Direction.valueOf(direction),
                row.getInt("known_parts"));
    }

    private static CountedInteraction counted(ResultSet row) throws SQLException {
        return new CountedInteraction(
                row.getInt("series_id"),
                StoredCode.outcome(row.getInt("outcome")),
                instant(row, "offered_at").toEpochMilli(),
                instant(row, "left_queue_at").toEpochMilli(),
                instant(row, "ended_at").toEpochMilli(),
                row.getLong("wait_ms"),
                row.getLong("talk_ms"),
                row.getLong("hold_ms"),
                row.getLong("wrap_up_ms"),
                row.getBoolean("transferred"),
                row.getBoolean("handed_back"));
    }

    private static Map<String, Object> columns(ResultSet row, Series series) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        Outcome outcome = StoredCode.outcome(row.getInt("outcome"));
        put(columns, "vendor", series.vendor());
        put(columns, "channel", label(series.channel()));
        put(columns, "direction", label(series.direction()));
        put(columns, "queue", series.queue());
        put(columns, "outcome", label(outcome));
        put(columns, "offeredAt", instant(row, "offered_at").toString());
        put(columns, "waitMillis", row.getObject("wait_ms"));
        put(columns, "talkMillis", row.getObject("talk_ms"));
        put(columns, "holdMillis", row.getObject("hold_ms"));
        put(columns, "wrapUpMillis", row.getObject("wrap_up_ms"));
        put(columns, "site", series.site());
        put(columns, "language", series.language());
        put(columns, "line", label(series.line()));
        return columns;
    }

    private static void put(Map<String, Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    private static @Nullable String label(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> details(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored details cannot be read", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    Revision shown(RevisionState state, boolean revisionsAreInstants) {
        Map<String, Object> content = new LinkedHashMap<>(columns);
        content.putAll(details);
        // A pseudonym serves the source's own look-ups elsewhere; this answer is about counting.
        content.remove("agent");
        content.remove("customerKey");
        return new Revision(
                revisionsAreInstants ? Instant.ofEpochMilli(key.revision()).toString() : String.valueOf(key.revision()),
                state,
                type,
                occurredAt,
                receivedAt,
                new InputPosition(Topics.records(source), inputPartition, inputOffset),
                content);
    }
}
