package sla.model.agreement;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Puts what the schema validator found into plain words; what is allowed it takes from the schema's descriptions. */
final class SchemaWords {
    private final JsonNode schema;

    SchemaWords(JsonNode schema) {
        this.schema = schema;
    }

    Finding finding(Error error) {
        String pointer = error.getInstanceLocation().toString();
        JsonPointer place =
                JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
        JsonNode parent = schema.at(place.head());
        String value = "'" + DocumentParser.quote(instance(error)) + "'";
        return switch (error.getKeyword()) {
            case "required" -> {
                String field = Objects.requireNonNull(error.getProperty());
                yield new Finding(
                        FindingCode.MISSING_FIELD,
                        Pointers.child(pointer, field),
                        "'" + field + "' is missing"
                                + hint(parent.path("properties").path(field)));
            }
            case "additionalProperties" -> {
                String field = Objects.requireNonNull(error.getProperty());
                yield new Finding(
                        FindingCode.UNKNOWN_FIELD,
                        Pointers.child(pointer, field),
                        "There is no field '" + DocumentParser.quote(field) + "' here. "
                                + instead(field, names(parent.path("properties"))));
            }
            case "type" -> new Finding(FindingCode.WRONG_TYPE, pointer, type(error, parent, value));
            case "enum" ->
                new Finding(
                        FindingCode.UNKNOWN_WORD,
                        pointer,
                        value + " is not known here; write one of: " + words(parent.path("enum")) + hint(parent));
            case "minimum" -> new Finding(FindingCode.OUT_OF_RANGE, pointer, value + " is too small" + hint(parent));
            case "maximum" -> new Finding(FindingCode.OUT_OF_RANGE, pointer, value + " is too large" + hint(parent));
            case "exclusiveMinimum" ->
                new Finding(
                        FindingCode.OUT_OF_RANGE,
                        pointer,
                        value + " is too small: more than " + parent.path("exclusiveMinimum") + " is needed.");
            case "minItems" ->
                new Finding(FindingCode.TOO_FEW, pointer, "This list needs at least one entry" + hint(parent));
            case "maxItems" ->
                new Finding(
                        FindingCode.TOO_MANY,
                        pointer,
                        "This list has more than " + parent.path("maxItems") + " entries, which is the most allowed.");
            case "uniqueItems" ->
                new Finding(FindingCode.REPEATED, pointer, "This list names the same value twice; name it once.");
            default -> new Finding(FindingCode.WRONG_FORM, pointer, value + " does not fit" + hint(parent));
        };
    }

    private static String type(Error error, JsonNode parent, String value) {
        String needed = kind(parent.path("type"));
        if (error.getInstanceNode().isNull()) {
            return "There is no value here: write " + needed + ", or leave the field out.";
        }
        boolean text = "string".equals(parent.path("type").textValue());
        boolean scalar = !error.getInstanceNode().isContainer();
        return scalar
                ? value + " is not " + needed + (text ? ": put it in quotes." : ".")
                : (error.getInstanceNode().isArray() ? "A list" : "An object with fields")
                        + " is not allowed here: write " + needed + '.';
    }

    private static String kind(JsonNode type) {
        if (type.isArray()) {
            return "a decimal number";
        }
        return switch (type.asText()) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object with fields";
            default -> "a " + type.asText();
        };
    }

    private static String instance(Error error) {
        return error.getInstanceNode().isString()
                ? error.getInstanceNode().asString()
                : error.getInstanceNode().toString();
    }

    private String hint(JsonNode property) {
        String description = property.path("description").asText();
        if (description.isEmpty() && property.has("$ref")) {
            description = schema.at(property.path("$ref").asText().substring(1))
                    .path("description")
                    .asText();
        }
        return description.isEmpty() ? "." : " (" + description + ").";
    }

    private static String words(JsonNode values) {
        return String.join(
                ", ",
                StreamSupport.stream(values.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        names.remove("$schema");
        return names;
    }

    private static String instead(String field, List<String> known) {
        return NearestName.of(field, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Known here: " + String.join(", ", known) + '.');
    }
}
