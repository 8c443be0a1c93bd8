package sla.evaluator.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import sla.model.event.Content;
import sla.model.event.EventType;
import sla.model.json.Json;

/** Reads contents that are stored whole in the details of their fact: all but interactions. */
public final class StoredDetails {
    private StoredDetails() {}

    /** @param details a JSON object without its type */
    public static <T extends Content> T read(String details, EventType type, Class<T> content) {
        String withType =
                "{\"type\":\"" + type.label() + "\"," + details.strip().substring(1);
        try {
            return Json.MAPPER.readerFor(content).readValue(withType);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.label() + " cannot be read", e);
        }
    }
}
