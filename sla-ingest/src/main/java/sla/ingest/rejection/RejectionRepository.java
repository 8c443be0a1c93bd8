package sla.ingest.rejection;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.model.event.InputPosition;
import sla.model.event.Rejection.Reason;
import sla.model.event.RejectionCode;
import sla.model.json.Json;

/** Reads the table of rejections. */
@ApplicationScoped
public class RejectionRepository {
    private static final String SELECT = """
            select r.source, r.record_id, r.revision, r.type, r.topic, r.partition, r.record_offset, r.received_at,
                r.reasons, r.size, r.raw, r.state,
                (select jsonb_agg(jsonb_build_object('retry', a.retry, 'corrected', a.corrected,
                        'requestedAt', a.requested_at, 'judgedAt', a.judged_at,
                        'outcome', coalesce(a.outcome, 'waiting'), 'recordId', a.record_id, 'revision', a.revision,
                        'effect', a.effect, 'reasons', a.reasons) order by a.requested_at, a.id)
                    from retry_attempt a
                    where (a.topic, a.partition, a.record_offset, a.received_at)
                        = (r.topic, r.partition, r.record_offset, r.received_at))
            from rejection r""";

    private static final String COUNTS = """
            select r.source, code, count(*) filter (where r.state = 'open'),
                count(*) filter (where r.state = 'waiting'), count(*) filter (where r.state = 'accepted')
            from rejection r, unnest(r.codes) code""";

    private final DataSource database;

    RejectionRepository(DataSource database) {
        this.database = database;
    }

    /** The newest first, the tie broken by their place in the input. */
    List<RejectionView> find(RejectionQuery query) throws SQLException {
        RejectionFilter.Sql sql = query.filter().sql();
        query.after().ifPresent(after -> {
            sql.conditions().add("(r.received_at, r.topic, r.partition, r.record_offset) < (?, ?, ?, ?)");
            sql.values().add(after.receivedAt().atOffset(ZoneOffset.UTC));
            sql.values().add(after.input().topic());
            sql.values().add(after.input().partition());
            sql.values().add(after.input().offset());
        });
        sql.values().add(query.limit());
        return select(
                SELECT + sql.where()
                        + " order by r.received_at desc, r.topic desc, r.partition desc, r.record_offset desc limit ?",
                sql.values(),
                RejectionRepository::view);
    }

    /** By source and reason; a rejection with two reasons is in both. */
    List<RejectionCount> count(RejectionFilter filter) throws SQLException {
        RejectionFilter.Sql sql = filter.sql();
        return select(
                COUNTS + sql.where() + " group by r.source, code order by r.source, code",
                sql.values(),
                row -> new RejectionCount(
                        row.getString(1),
                        RejectionCode.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)));
    }

    /** The newest, if the topic was made anew and has had more than one message there. */
    Optional<RejectionView> find(InputPosition input) throws SQLException {
        return select(
                        SELECT
                                + " where r.topic = ? and r.partition = ? and r.record_offset = ?"
                                + " order by r.received_at desc limit 1",
                        List.of(input.topic(), input.partition(), input.offset()),
                        RejectionRepository::view)
                .stream()
                .findFirst();
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String sql, List<Object> values, Reader<T> reader) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        }
    }

    private static RejectionView view(ResultSet row) throws SQLException {
        return new RejectionView(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                list(row.getString(9), Reason[].class),
                row.getInt(10),
                Base64.getEncoder().encodeToString(row.getBytes(11)),
                RejectionState.ofLabel(row.getString(12)).orElseThrow(),
                list(row.getString(13), AttemptView[].class));
    }

    private static <T> List<T> list(@Nullable String json, Class<T[]> type) {
        try {
            return json == null ? List.of() : List.of(Json.MAPPER.readValue(json, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is stored of a rejection cannot be read", e);
        }
    }
}
