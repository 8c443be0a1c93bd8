package sla.evaluator.rejection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import sla.evaluator.stream.FencedReaders;
import sla.evaluator.stream.PolledBytes;
import sla.model.Topics;
import sla.model.event.Rejection;
import sla.model.json.Json;

/**
 * Remembers rejections, so that a look-up of the record knows of them and completeness says where contacts are missing. A
 * message is known by its place in the input and its arrival there, so the same rejection again changes nothing.
 */
@ApplicationScoped
public class RejectionsConsumer {
    private static final Logger LOG = Logger.getLogger(RejectionsConsumer.class);

    private final FencedReaders readers;

    RejectionsConsumer(FencedReaders readers) {
        this.readers = readers;
    }

    void start(@Observes @Priority(FencedReaders.START) StartupEvent event) {
        readers.start("rejections", Topics.REJECTIONS, () -> RejectionsConsumer::insert);
    }

    static void insert(Connection connection, List<ConsumerRecord<?, PolledBytes>> messages) throws SQLException {
        String sql = """
                insert into rejected_record (topic, partition, "offset", source, record_id, revision, received_at, reasons,
                    type, vendor, queue, offered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) on conflict do nothing
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ConsumerRecord<?, PolledBytes> message : messages) {
                try {
                    Rejection rejection = Json.MAPPER.readValue(message.value().bytes(), Rejection.class);
                    add(insert, rejection);
                } catch (IOException | IllegalArgumentException e) {
                    LOG.errorf(
                            "%s/%d/%d is no rejection and is left out",
                            message.topic(), message.partition(), message.offset());
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, Rejection rejection) throws SQLException, IOException {
        insert.setString(1, rejection.input().topic());
        insert.setInt(2, rejection.input().partition());
        insert.setLong(3, rejection.input().offset());
        insert.setString(4, rejection.source());
        insert.setString(5, rejection.recordId());
        insert.setString(6, rejection.revision());
        insert.setObject(7, rejection.receivedAt().atOffset(ZoneOffset.UTC));
        insert.setString(8, reasons(rejection));
        Rejection.Contact contact = rejection.contact();
        insert.setString(9, rejection.type());
        insert.setString(10, contact == null ? null : contact.vendor());
        insert.setString(11, contact == null ? null : contact.queue());
        insert.setObject(
                12,
                contact == null ? null : contact.offeredAt().atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        insert.addBatch();
    }

    /** Without values and sentences: those can hold a number or a name, and only sla-ingest deletes them in time. */
    private static String reasons(Rejection rejection) throws IOException {
        ArrayNode reasons = Json.MAPPER.createArrayNode();
        for (Rejection.Reason reason : rejection.reasons()) {
            reasons.addObject().put("code", reason.code().name()).put("pointer", reason.pointer());
        }
        return Json.MAPPER.writeValueAsString(reasons);
    }
}
