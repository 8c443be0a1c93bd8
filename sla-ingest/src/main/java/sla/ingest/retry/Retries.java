package sla.ingest.retry;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.ingest.event.MessageValue;
import sla.ingest.rejection.RejectionFilter;
import sla.model.event.InputPosition;

/**
 * Takes up rejections to be judged once more. Whoever takes one up holds its row and turns it from {@code open} to
 * {@code waiting}, so a rejection is never in two retries at a time, and never in another once it was accepted.
 */
@ApplicationScoped
class Retries {
    /** A retry takes up no more at once: its attempts are written in one transaction. */
    static final int MOST = 100_000;

    private static final String TAKE_UP = """
            with chosen as materialized (
                select r.topic, r.partition, r.record_offset, r.received_at, r.source
                from rejection r{where}
                order by r.received_at, r.topic, r.partition, r.record_offset limit {most} for update
            ), taken as (
                update rejection r set state = 'waiting' from chosen c
                where (r.topic, r.partition, r.record_offset, r.received_at)
                    = (c.topic, c.partition, c.record_offset, c.received_at)
            )
            insert into retry_attempt (id, retry, place, requested_at, topic, partition, record_offset, received_at,
                source, corrected)
            select gen_random_uuid(), ?, row_number() over (order by received_at, topic, partition, record_offset), ?,
                topic, partition, record_offset, received_at, source, false
            from chosen""";

    private static final String ONE = """
            select r.received_at, r.source, r.size, octet_length(r.raw), r.state,
                case when jsonb_path_exists(r.reasons, '$[*] ? (@.pointer == "/data/recordId")') then null
                    else r.record_id end
            from rejection r where r.topic = ? and r.partition = ? and r.record_offset = ?
            order by r.received_at desc limit 1 for update""";

    private static final String TAKE_UP_ONE = """
            with taken as (
                update rejection set state = 'waiting'
                where topic = ? and partition = ? and record_offset = ? and received_at = ?
            )
            insert into retry_attempt (topic, partition, record_offset, received_at, id, retry, place, requested_at,
                source, corrected, kept_record_id, body)
            values (?, ?, ?, ?, gen_random_uuid(), ?, 1, ?, ?, ?, ?, ?)""";

    private final DataSource database;
    private final SourceMessages messages;
    private final Clock clock;

    Retries(DataSource database, SourceMessages messages, Clock clock) {
        this.database = database;
        this.messages = messages;
        this.clock = clock;
    }

    private interface Step {
        void run(Connection connection, Instant now) throws SQLException;
    }

    /** Takes up the open ones among these rejections, the oldest first; nothing if the id is known. */
    void request(String id, RejectionFilter filter) throws SQLException {
        once(id, filter.toString(), (connection, now) -> {
            RejectionFilter.Sql sql = filter.sql();
            sql.conditions().add("r.state = 'open'");
            // What is too large can only be corrected.
            sql.conditions().add("r.size <= " + MessageValue.LARGEST);
            List<Object> values = sql.values();
            long matched;
            try (PreparedStatement insert = connection.prepareStatement(
                    TAKE_UP.replace("{where}", sql.where()).replace("{most}", Integer.toString(MOST)))) {
                int next = set(insert, values);
                insert.setString(next, id);
                insert.setObject(next + 1, now.atOffset(ZoneOffset.UTC));
                matched = insert.executeUpdate();
            }
            RetryTable.setMatched(connection, id, matched, matched == MOST && any(connection, sql));
        });
    }

    /**
     * Takes up one rejection; nothing if the id is known.
     *
     * @param correction the event to judge in the message's stead; null to judge the message as it came
     */
    void request(String id, InputPosition input, byte @Nullable [] correction) throws SQLException {
        String place = input.topic() + '/' + input.partition() + '/' + input.offset();
        String request = correction == null ? place : place + " corrected, sha-256 " + sha256(correction);
        once(id, request, (connection, now) -> {
            try (PreparedStatement select = connection.prepareStatement(ONE)) {
                select.setString(1, input.topic());
                select.setInt(2, input.partition());
                select.setLong(3, input.offset());
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw RetryProblem.noRejection(place);
                    }
                    takeUp(connection, id, input, row, correction, now);
                }
            }
            RetryTable.setMatched(connection, id, 1, false);
        });
    }

    private void takeUp(
            Connection connection,
            String id,
            InputPosition input,
            ResultSet row,
            byte @Nullable [] correction,
            Instant now)
            throws SQLException {
        switch (row.getString(5)) {
            case "accepted" -> throw RetryProblem.accepted();
            case "waiting" -> throw RetryProblem.waiting();
            default -> {}
        }
        OffsetDateTime receivedAt = row.getObject(1, OffsetDateTime.class);
        byte[] body = correction;
        if (correction == null && row.getInt(3) > row.getInt(4)) {
            body = wholeMessage(input, receivedAt.toInstant(), row.getInt(3));
        }
        try (PreparedStatement insert = connection.prepareStatement(TAKE_UP_ONE)) {
            for (int first : List.of(1, 5)) {
                insert.setString(first, input.topic());
                insert.setInt(first + 1, input.partition());
                insert.setLong(first + 2, input.offset());
                insert.setObject(first + 3, receivedAt);
            }
            insert.setString(9, id);
            insert.setObject(10, now.atOffset(ZoneOffset.UTC));
            insert.setString(11, row.getString(2));
            insert.setBoolean(12, correction != null);
            insert.setString(13, correction == null ? null : row.getString(6));
            insert.setBytes(14, body);
            insert.executeUpdate();
        }
    }

    private byte[] wholeMessage(InputPosition input, Instant receivedAt, int size) {
        if (size > MessageValue.LARGEST) {
            throw RetryProblem.tooLarge(size, MessageValue.LARGEST);
        }
        return messages.find(input, receivedAt).orElseThrow(() -> RetryProblem.gone(size));
    }

    private void once(String id, String request, Step step) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (RetryTable.add(connection, id, request, now)) {
                    step.run(connection, now);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean any(Connection connection, RejectionFilter.Sql sql) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from rejection r" + sql.where() + ")")) {
            set(select, sql.values());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Returns the number of the next parameter. */
    private static int set(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return values.size() + 1;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
