package sla.ingest.rejection;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
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
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ConsumerRecord<String, byte[]> message : messages) {
                add(connection, insert, message);
            }
            insert.executeBatch();
        }
    }

    private static void add(Connection connection, PreparedStatement insert, ConsumerRecord<String, byte[]> message)
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
    }
}
