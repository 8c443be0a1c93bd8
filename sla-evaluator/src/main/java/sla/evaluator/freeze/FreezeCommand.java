package sla.evaluator.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.json.Json;
import sla.model.time.Period;

/**
 * What is to be frozen, and under which id.
 *
 * @param id of 1 to 63 small letters, digits and hyphens, chosen by the caller
 */
record FreezeCommand(String id, String agreement, String period) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Set<String> FIELDS = Set.of("agreement", "period");

    /** Refuses with a sentence what cannot be meant. */
    static FreezeCommand of(String id, @Nullable String body) {
        if (!ID.matcher(id).matches()) {
            throw QueryParameters.badRequest("The id of a freeze has 1 to 63 small letters, digits and hyphens and does"
                    + " not begin with a hyphen; '" + id + "' does not.");
        }
        JsonNode json = object(body);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw QueryParameters.badRequest(
                        "The body has no field '" + name + "'. It is {\"agreement\": …, \"period\": \"1999-01\"}.");
            }
        }
        String agreement = text(json, "agreement");
        if (!ID.matcher(agreement).matches()) {
            throw QueryParameters.badRequest("'agreement' must be the id of an agreement, not '" + agreement + "'.");
        }
        return new FreezeCommand(id, agreement, period(text(json, "period")));
    }

    private static JsonNode object(@Nullable String body) {
        try {
            JsonNode json = body == null ? null : Json.MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw QueryParameters.badRequest(
                    "The body is not JSON from line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " on.");
        }
        throw QueryParameters.badRequest("The body must be {\"agreement\": …, \"period\": \"1999-01\"}.");
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw QueryParameters.badRequest(
                    "The body needs '" + name + "' as text:" + " {\"agreement\": …, \"period\": \"1999-01\"}.");
        }
        return value.textValue();
    }

    /** The label of a period, such as {@code 1999-01} or {@code 1999-01-22}. */
    static String period(String text) {
        if (Period.firstDay(text).isEmpty()) {
            throw QueryParameters.badRequest("'period' must be a calendar month such as 1999-01, or the first day of"
                    + " another period, 1999-01-22, not '" + text + "'.");
        }
        return text;
    }
}
