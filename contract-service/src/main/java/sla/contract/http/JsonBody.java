package sla.contract.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.model.json.Json;

/**
 * Reads a JSON object that a person may have typed: a name twice, an unknown name or something after the object is a
 * slip, and the answer says where.
 */
public final class JsonBody {
    private static final ObjectReader TREE = Json.MAPPER
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final ObjectNode object;

    private JsonBody(ObjectNode object) {
        this.object = object;
    }

    public static JsonBody parse(byte[] body) {
        String text = Utf8.decode(body);
        try {
            if (TREE.readTree(text) instanceof ObjectNode object) {
                return new JsonBody(object);
            }
            throw Problems.malformed("The body must be one JSON object, starting with { and ending with }.");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw Problems.malformed("The body is not JSON: " + firstLine(e.getOriginalMessage())
                    + (at == null ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")."));
        }
    }

    /** The id is in the path; a body may repeat it, but not contradict it. */
    public JsonBody withId(String id) {
        JsonNode given = object.get("id");
        if (given != null && !given.asText().equals(id)) {
            throw Problems.invalid(List.of(new FieldError(
                    "id-mismatch",
                    "/id",
                    "The body names another id than the path: leave it out or write " + id + ".")));
        }
        object.put("id", id);
        return this;
    }

    /**
     * Reads the object; every name that is missing, unknown or wrong is reported.
     *
     * @param type its components are the known names
     */
    public <T extends Record> T as(Class<T> type, String... required) {
        Map<String, JavaType> types = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.put(component.getName(), Json.MAPPER.getTypeFactory().constructType(component.getGenericType()));
        }
        List<FieldError> errors = new ArrayList<>();
        for (String name : required) {
            if (!object.hasNonNull(name)) {
                errors.add(new FieldError("missing-field", "/" + name, "The field '" + name + "' is needed."));
            }
        }
        object.properties().forEach(field -> {
            JavaType fieldType = types.get(field.getKey());
            if (fieldType == null) {
                errors.add(new FieldError(
                        "unknown-field",
                        "/" + FieldValue.quote(field.getKey()),
                        "There is no field '" + FieldValue.quote(field.getKey()) + "'. Known are: "
                                + String.join(", ", types.keySet()) + "."));
            } else if (!field.getValue().isNull()) {
                FieldValue.check("/" + field.getKey(), field.getValue(), fieldType, errors);
            }
        });
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        try {
            return Json.MAPPER.readerFor(type).readValue(object);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("Every field can be read, but not the object", e);
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
