package sla.local.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import sla.model.event.Content;
import sla.model.json.Json;

/** Writes records as CloudEvents 1.0 in structured JSON, the form that every source sends. */
public final class CloudEvents {
    private CloudEvents() {}

    /** One revision of a record, due at {@code time}. */
    public static OutgoingEvent of(String source, String recordId, int revision, Instant time, Content content) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.put("recordId", recordId);
        data.put("revision", revision);
        data.setAll((ObjectNode) Json.MAPPER.valueToTree(content));
        // The type is the envelope's; inside, it is only there for the topics between the services.
        data.remove("type");
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", recordId + '/' + revision);
        event.put("source", source);
        event.put("type", content.eventType().wireName());
        event.put("time", time.toString());
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return new OutgoingEvent(recordId, time, text(event));
    }

    public static String text(ObjectNode event) {
        try {
            return Json.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON nodes cannot be written", e);
        }
    }
}
