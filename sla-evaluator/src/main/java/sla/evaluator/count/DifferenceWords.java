package sla.evaluator.count;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.json.Json;

/** Says which counts differ, in the words of the records they are made of. */
final class DifferenceWords {
    private DifferenceWords() {}

    /**
     * @param series its row as JSON; null if there is no such series
     * @param key the row's key as JSON
     */
    static String place(String table, @Nullable String series, String key) {
        List<String> words = new ArrayList<>();
        if (series != null) {
            read(series).properties().stream()
                    .filter(field ->
                            !field.getKey().equals("id") && !field.getValue().isNull())
                    .forEach(field ->
                            words.add(field.getKey() + " " + field.getValue().asText()));
        }
        read(key).properties().stream()
                .filter(field -> series == null || !field.getKey().equals("series_id"))
                .forEach(field -> words.add(word(field.getKey(), field.getValue())));
        return table + " of " + String.join(", ", words);
    }

    private static String word(String name, JsonNode value) {
        return switch (name) {
            case "attribution" -> "by " + label(StoredCode.attribution(value.intValue()));
            case "outcome" -> "outcome " + label(StoredCode.outcome(value.intValue()));
            default -> name + " " + value.asText();
        };
    }

    /** As documents and records spell it. */
    static String label(Enum<?> value) {
        return Json.MAPPER.valueToTree(value).asText();
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database wrote JSON that cannot be read", e);
        }
    }
}
