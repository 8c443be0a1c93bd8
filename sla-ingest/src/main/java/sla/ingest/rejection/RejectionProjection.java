package sla.ingest.rejection;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import sla.ingest.projection.Projection;
import sla.model.Topics;
import sla.model.event.InputPosition;
import sla.model.event.Rejection;
import sla.model.json.Json;

/**
 * Fills the table of rejections. The message's place in the input and its arrival there are the key, so the same
 * rejection again changes nothing, and a topic that is made anew collides with nothing.
 */
@ApplicationScoped
public class RejectionProjection implements Projection {
    private static final Logger LOG = Logger.getLogger(RejectionProjection.class);
    private static final String INSERT = """
            insert into rejection (topic, partition, record_offset, source, record_id, revision, type, received_at,
                codes, reasons, raw, size)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict do nothing""";

    /** A table that is filled anew may learn of what was retried before it learns of the rejection. */
    private static final String TAKE_OVER = """
            update rejection r set state = 'accepted'
            from unnest(?::text[], ?::int[], ?::bigint[]) stored (topic, partition, record_offset)
                join retry_attempt a using (topic, partition, record_offset)
            where a.outcome = 'accepted' and r.state = 'open'
                and (r.topic, r.partition, r.record_offset, r.received_at)
                    = (a.topic, a.partition, a.record_offset, a.received_at)""";

    @Override
    public String name() {
        return "rejections";
    }

    @Override
    public String topic() {
        return Topics.REJECTIONS;
    }

    @Override
    public String group() {
        return "sla-ingest-rejections";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void store(Connection connection, List<ConsumerRecord<String, byte[]>> messages) throws SQLException {
        List<InputPosition> stored = new ArrayList<>(messages.size());
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ConsumerRecord<String, byte[]> message : messages) {
                add(connection, insert, message, stored);
            }
            insert.executeBatch();
        }
        try (PreparedStatement takeOver = connection.prepareStatement(TAKE_OVER)) {
            takeOver.setArray(1, array(connection, "text", stored, InputPosition::topic));
            takeOver.setArray(2, array(connection, "int", stored, InputPosition::partition));
            takeOver.setArray(3, array(connection, "bigint", stored, InputPosition::offset));
            takeOver.executeUpdate();
        }
    }

    private static Array array(
            Connection connection, String type, List<InputPosition> stored, Function<InputPosition, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, stored.stream().map(part).toArray());
    }

    private static void add(
            Connection connection,
            PreparedStatement insert,
            ConsumerRecord<String, byte[]> message,
            List<InputPosition> stored)
            throws SQLException {
        Rejection rejection;
        String reasons;
        try {
            rejection = Json.MAPPER.readValue(message.value(), Rejection.class);
            reasons = Json.MAPPER.writeValueAsString(rejection.reasons());
        } catch (IOException e) {
            LOG.errorf(
                    "The rejection at %s-%d@%d cannot be read and is left out",
                    message.topic(), message.partition(), message.offset());
            return;
        }
        InputPosition input = rejection.input();
        Object[] codes = rejection.reasons().stream()
                .map(reason -> reason.code().name())
                .distinct()
                .toArray();
        insert.setString(1, input.topic());
        insert.setInt(2, input.partition());
        insert.setLong(3, input.offset());
        insert.setString(4, rejection.source());
        insert.setString(5, rejection.recordId());
        insert.setString(6, rejection.revision());
        insert.setString(7, rejection.type());
        insert.setObject(8, rejection.receivedAt().atOffset(ZoneOffset.UTC));
        insert.setArray(9, connection.createArrayOf("text", codes));
        insert.setString(10, reasons);
        insert.setBytes(11, Base64.getDecoder().decode(rejection.raw()));
        insert.setInt(12, rejection.size());
        insert.addBatch();
        stored.add(input);
    }
}
