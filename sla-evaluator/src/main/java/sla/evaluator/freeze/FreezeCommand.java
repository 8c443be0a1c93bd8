package sla.evaluator.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.json.Json;

/**
 * What is to be frozen, and under which id.
 *
 * @param id of 1 to 63 small letters, digits and hyphens, chosen by the caller
 */
record FreezeCommand(String id, String agreement, YearMonth period) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
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
        return new FreezeCommand(id, agreement, month(text(json, "period")));
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

    /** A calendar month such as {@code 1999-01}. */
    static YearMonth month(String text) {
        if (MONTH.matcher(text).matches()) {
            try {
                return YearMonth.parse(text);
            } catch (DateTimeException e) {
                throw notAMonth(text);
            }
        }
        throw notAMonth(text);
    }

    private static RuntimeException notAMonth(String text) {
        return QueryParameters.badRequest("'period' must be a month such as 1999-01, not '" + text + "'.");
    }
}
