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
import sla.model.event.InputPosition;
import sla.model.event.Rejection.Reason;
import sla.model.json.Json;

/** Reads the table of rejections. */
@ApplicationScoped
public class RejectionRepository {
    private static final String SELECT = """
            select source, record_id, revision, type, topic, partition, record_offset, received_at, reasons, size, raw
            from rejection""";

    private final DataSource database;

    RejectionRepository(DataSource database) {
        this.database = database;
    }

    /** The newest first, the tie broken by their place in the input. */
    List<RejectionView> find(RejectionQuery query) throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        query.source().ifPresent(source -> {
            conditions.add("source = ?");
            values.add(source);
        });
        query.recordId().ifPresent(recordId -> {
            conditions.add("record_id = ?");
            values.add(recordId);
        });
        query.reason().ifPresent(reason -> {
            conditions.add("? = any(codes)");
            values.add(reason.name());
        });
        query.from().ifPresent(from -> {
            conditions.add("received_at >= ?");
            values.add(from.atOffset(ZoneOffset.UTC));
        });
        query.to().ifPresent(to -> {
            conditions.add("received_at < ?");
            values.add(to.atOffset(ZoneOffset.UTC));
        });
        query.after().ifPresent(after -> {
            conditions.add("(received_at, topic, partition, record_offset) < (?, ?, ?, ?)");
            values.add(after.receivedAt().atOffset(ZoneOffset.UTC));
            values.add(after.input().topic());
            values.add(after.input().partition());
            values.add(after.input().offset());
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        values.add(query.limit());
        return select(
                SELECT + where + " order by received_at desc, topic desc, partition desc, record_offset desc limit ?",
                values);
    }

    /** The newest, if the topic was made anew and has had more than one message there. */
    Optional<RejectionView> find(InputPosition input) throws SQLException {
        return select(
                        SELECT
                                + " where topic = ? and partition = ? and record_offset = ?"
                                + " order by received_at desc limit 1",
                        List.of(input.topic(), input.partition(), input.offset()))
                .stream()
                .findFirst();
    }

    private List<RejectionView> select(String sql, List<Object> values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            List<RejectionView> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(view(row));
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
                reasons(row.getString(9)),
                row.getInt(10),
                Base64.getEncoder().encodeToString(row.getBytes(11)));
    }

    private static List<Reason> reasons(String json) {
        try {
            return List.of(Json.MAPPER.readValue(json, Reason[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored reasons cannot be read", e);
        }
    }
}
