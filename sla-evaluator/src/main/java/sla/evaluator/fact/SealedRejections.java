package sla.evaluator.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.fact.SealCheck.SealedPlace;
import sla.evaluator.source.SourceTable;
import sla.model.Topics;
import sla.model.event.AcceptedRecord;
import sla.model.event.InputPosition;
import sla.model.event.Interaction;
import sla.model.event.Rejection;
import sla.model.event.RejectionCode;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;
import sla.runtime.outbox.Outbox;

/**
 * What a batch refuses because of a seal: sent to where all rejections go, so that the source finds it beside those of
 * intake. Under the message's own place, so that a message that is read twice is one rejection.
 */
final class SealedRejections {
    private final Map<FactRow, SealedPlace> refused = new LinkedHashMap<>();

    void add(FactRow row, SealedPlace place) {
        refused.put(row, place);
    }

    /** In the transaction that leaves the records out. */
    void store(Connection connection, SourceTable sources) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        Map<String, SourceRegistration> registrations = sources.all(connection);
        for (Map.Entry<FactRow, SealedPlace> entry : refused.entrySet()) {
            AcceptedRecord record = entry.getKey().message();
            InputPosition input = record.input();
            Outbox.add(
                    connection,
                    Topics.REJECTIONS,
                    input.topic() + '/' + input.partition() + '/' + input.offset(),
                    json(rejection(record, entry.getValue(), registrations.get(record.source()))));
        }
    }

    private static Rejection rejection(
            AcceptedRecord record, SealedPlace place, @Nullable SourceRegistration registration) {
        boolean instants = registration != null && registration.revisions() == RevisionKind.INSTANT;
        String month = YearMonth.from(place.month()).toString();
        return new Rejection(
                record.source(),
                record.recordId(),
                instants ? Instant.ofEpochMilli(record.revision()).toString() : String.valueOf(record.revision()),
                record.content().eventType().wireName(),
                record.input(),
                record.receivedAt(),
                List.of(new Rejection.Reason(
                        RejectionCode.MONTH_SEALED,
                        "",
                        month,
                        "The month " + month + " of source '" + place.source() + "' is sealed: its records have been"
                                + " deleted and its counts do not change any more, but this message would change"
                                + " them.")),
                "",
                json(record).getBytes(StandardCharsets.UTF_8).length,
                record.content() instanceof Interaction contact
                        ? new Rejection.Contact(contact.vendor(), contact.queue(), contact.offeredAt())
                        : null);
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A rejection cannot be written", e);
        }
    }
}
