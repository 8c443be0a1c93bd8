package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CopyRows;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.StoredCode;
import sla.evaluator.seal.Seals;
import sla.model.event.EventType;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;

/** Every content of every revision, partitioned by the UTC month in which it occurred. */
@ApplicationScoped
class FactTable {
    private static final String COLUMNS = """
            select f.source, f.record_id, f.revision, f.content_hash, f.type, f.series_id, f.outcome,
                   (extract(epoch from f.offered_at) * 1000)::bigint,
                   (extract(epoch from f.left_queue_at) * 1000)::bigint,
                   (extract(epoch from f.ended_at) * 1000)::bigint,
                   coalesce(f.wait_ms, 0), coalesce(f.talk_ms, 0), coalesce(f.hold_ms, 0), coalesce(f.wrap_up_ms, 0),
                   f.transferred, f.handed_back, f.reference_source, f.reference_record_id,
                   case when f.type in ('quality-evaluation', 'survey-answer') then f.details end, f.month
            """;
    private static final String WANTED = """
            from unnest(?::text[], ?::text[]) as wanted (source, record_id)
            join fact f on
            """;
    private static final String SELECT = COLUMNS + WANTED;

    private final FactPartitions partitions;

    FactTable(FactPartitions partitions) {
        this.partitions = partitions;
    }

    /** All contents of these records. */
    List<StoredContent> contents(Connection connection, Collection<Identity> identities) throws SQLException {
        return select(connection, SELECT + "f.source = wanted.source and f.record_id = wanted.record_id", identities);
    }

    /**
     * A content with when it came.
     *
     * @param since whether it was stored after a snapshot was taken
     * @param details what has no column; null if there is nothing
     */
    record DatedContent(
            StoredContent content,
            String type,
            Instant receivedAt,
            boolean since,
            @Nullable String details) {}

    /** All contents of these records. */
    List<DatedContent> datedContents(Connection connection, Collection<Identity> identities, Snapshot snapshot)
            throws SQLException {
        String sql = COLUMNS + ", f.received_at, " + snapshot.since("f") + " is true, f.details " + WANTED
                + "f.source = wanted.source and f.record_id = wanted.record_id";
        List<DatedContent> contents = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            RecordTable.setIdentities(connection, select, 1, identities);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    contents.add(new DatedContent(
                            read(row),
                            row.getString(5),
                            row.getObject(21, OffsetDateTime.class).toInstant(),
                            row.getBoolean(22),
                            row.getString(23)));
                }
            }
        }
        return contents;
    }

    /** The effective contents of these records. */
    List<StoredContent> effective(Connection connection, Collection<Identity> identities) throws SQLException {
        return select(
                connection,
                SELECT + "f.source = wanted.source and f.record_id = wanted.record_id and f.effective",
                identities);
    }

    /** The effective evaluations and survey answers that are about these interactions. */
    List<StoredContent> referring(Connection connection, Collection<Identity> interactions) throws SQLException {
        return select(
                connection,
                SELECT + "f.reference_source = wanted.source and f.reference_record_id = wanted.record_id"
                        + " and f.effective",
                interactions);
    }

    /** Stores contents that count and contents that do not; without pseudonyms where these are forgotten. */
    void insert(Connection connection, List<FactRow> effective, List<FactRow> others, Seals seals) throws SQLException {
        CopyRows rows = new CopyRows(FactRow.COLUMN_COUNT);
        effective.forEach(row -> row.appendTo(rows, true, seals));
        others.forEach(row -> row.appendTo(rows, false, seals));
        try {
            rows.copyTo(connection, FactRow.COLUMNS);
        } catch (SQLException e) {
            partitions.look(e);
            throw e;
        }
    }

    /** Notes the days of declared measures whose records have changed: agreements may be measured by them. */
    void noteDeclared(Connection connection, Collection<Identity> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        String sql = "insert into changed_day (vendor, day)"
                + " select distinct f.details ->> 'vendor', (f.occurred_at at time zone 'UTC')::date " + WANTED
                + "f.source = wanted.source and f.record_id = wanted.record_id and f.type = 'declared-measure'";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            RecordTable.setIdentities(connection, insert, 1, identities);
            insert.executeUpdate();
        }
    }

    /** Marks which of the stored contents of each record counts; none of them if the key is absent or not stored. */
    void markEffective(Connection connection, Map<Identity, @Nullable ContentKey> effective) throws SQLException {
        if (effective.isEmpty()) {
            return;
        }
        String sql = """
                update fact f set effective = not f.effective
                from unnest(?::text[], ?::text[], ?::bigint[], ?::uuid[]) as now (source, record_id, revision, hash)
                where f.source = now.source and f.record_id = now.record_id
                  and f.effective <> coalesce(f.revision = now.revision and f.content_hash = now.hash, false)
                """;
        List<@Nullable Long> revisions = new ArrayList<>();
        List<@Nullable UUID> hashes = new ArrayList<>();
        for (ContentKey key : effective.values()) {
            revisions.add(key == null ? null : Long.valueOf(key.revision()));
            hashes.add(key == null ? null : key.hash());
        }
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            RecordTable.setIdentities(connection, update, 1, effective.keySet());
            update.setArray(3, connection.createArrayOf("bigint", revisions.toArray()));
            update.setArray(4, connection.createArrayOf("uuid", hashes.toArray()));
            update.executeUpdate();
        }
    }

    private static List<StoredContent> select(Connection connection, String sql, Collection<Identity> identities)
            throws SQLException {
        if (identities.isEmpty()) {
            return List.of();
        }
        List<StoredContent> contents = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            RecordTable.setIdentities(connection, select, 1, identities);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    contents.add(read(row));
                }
            }
        }
        return contents;
    }

    private static StoredContent read(ResultSet row) throws SQLException {
        Identity identity = new Identity(row.getString(1), row.getString(2));
        ContentKey key = new ContentKey(row.getLong(3), row.getObject(4, UUID.class));
        String type = row.getString(5);
        int seriesId = row.getInt(6);
        Integer series = row.wasNull() ? null : Integer.valueOf(seriesId);
        String referenceSource = row.getString(17);
        Identity reference = referenceSource == null ? null : new Identity(referenceSource, row.getString(18));
        LocalDate month = row.getObject(20, LocalDate.class);
        if (type.equals("interaction")) {
            return new StoredContent(identity, key, month, interaction(row, seriesId), null, null, null, null);
        }
        String details = row.getString(19);
        return switch (type) {
            case "quality-evaluation" -> {
                QualityEvaluation evaluation =
                        StoredDetails.read(details, EventType.QUALITY_EVALUATION, QualityEvaluation.class);
                yield new StoredContent(
                        identity,
                        key,
                        month,
                        null,
                        CountedContent.judgement(evaluation),
                        reference,
                        evaluation.vendor(),
                        series);
            }
            case "survey-answer" -> {
                SurveyAnswer answer = StoredDetails.read(details, EventType.SURVEY_ANSWER, SurveyAnswer.class);
                yield new StoredContent(
                        identity,
                        key,
                        month,
                        null,
                        CountedContent.judgement(answer),
                        reference,
                        answer.vendor(),
                        series);
            }
            default -> new StoredContent(identity, key, month, null, null, reference, null, null);
        };
    }

    private static CountedInteraction interaction(ResultSet row, int seriesId) throws SQLException {
        return new CountedInteraction(
                seriesId,
                StoredCode.outcome(row.getInt(7)),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getBoolean(15),
                row.getBoolean(16));
    }
}
