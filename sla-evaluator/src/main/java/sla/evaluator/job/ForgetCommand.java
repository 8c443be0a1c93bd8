package sla.evaluator.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.fact.Pseudonyms.Field;
import sla.evaluator.http.QueryParameters;
import sla.model.json.Json;

/** Asks to forget one pseudonym of a source. In a body and not in the address, which is logged. */
record ForgetCommand(String source, Field field, String pseudonym) {
    private static final String FORM =
            "{\"source\": …, \"agent\": …} or {\"source\": …, \"customerKey\": …}, each as text";

    /** Refuses with a sentence what cannot be meant; the sentence never repeats the pseudonym. */
    static ForgetCommand of(@Nullable String body) {
        JsonNode json = read(body);
        if (json == null
                || !json.isObject()
                || json.size() != 2
                || !json.path("source").isTextual()) {
            throw QueryParameters.badRequest("The body must be " + FORM + ".");
        }
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            for (Field field : Field.values()) {
                if (entry.getKey().equals(field.label())
                        && entry.getValue().isTextual()
                        && !entry.getValue().textValue().isBlank()) {
                    return new ForgetCommand(
                            json.path("source").textValue(),
                            field,
                            entry.getValue().textValue().strip());
                }
            }
        }
        throw QueryParameters.badRequest("The body must be " + FORM + ".");
    }

    private static @Nullable JsonNode read(@Nullable String body) {
        try {
            return body == null ? null : Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
