package sla.contract.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Reads the object; every missing name is reported, and the first one that is unknown or wrong. */
    public <T> T as(Class<T> type, String... required) {
        List<FieldError> missing = new ArrayList<>();
        for (String name : required) {
            if (!object.hasNonNull(name)) {
                missing.add(new FieldError("missing-field", "/" + name, "The field '" + name + "' is needed."));
            }
        }
        if (!missing.isEmpty()) {
            throw Problems.invalid(missing);
        }
        try {
            return Json.MAPPER
                    .readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(object);
        } catch (JsonMappingException e) {
            throw Problems.invalid(List.of(describe(e)));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldError describe(JsonMappingException e) {
        String pointer = e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new FieldError(
                        "unknown-field",
                        pointer,
                        "There is no field '" + unknown.getPropertyName() + "'. Known are: " + known(unknown) + ".");
            case InvalidFormatException invalid
            when invalid.getTargetType().isEnum() ->
                new FieldError("unknown-word", pointer, "Allowed are: " + labels(invalid.getTargetType()) + ".");
            default ->
                new FieldError(
                        "wrong-type", pointer, "This value cannot be read: " + firstLine(e.getOriginalMessage()) + ".");
        };
    }

    private static String known(UnrecognizedPropertyException unknown) {
        return unknown.getKnownPropertyIds() == null
                ? ""
                : new TreeSet<>(unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .toList())
                        .stream().collect(Collectors.joining(", "));
    }

    private static String labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.MAPPER.valueToTree(constant).asText())
                .collect(Collectors.joining(", "));
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
