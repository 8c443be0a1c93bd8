package sla.model.agreement;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Puts what the schema validator found into plain words; what is allowed it takes from the schema's descriptions. */
final class SchemaWords {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,14})");

    /** What is left of 5.000,00 or 5,000.00 as the name of a field. */
    private static final Pattern DIGITS = Pattern.compile("[0-9][0-9.]*");

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
                                + (DIGITS.matcher(field).matches()
                                        ? "A comma begins a new field: write numbers with a point and without commas, 5000.00."
                                        : instead(field, names(parent.path("properties")))));
            }
            case "type" -> new Finding(FindingCode.WRONG_TYPE, pointer, type(error, parent, value));
            case "enum" ->
                new Finding(
                        FindingCode.UNKNOWN_WORD,
                        pointer,
                        value + " is not known here; write one of: " + String.join(", ", words(parent.path("enum")))
                                + hint(parent)
                                + NearestName.ofWord(instance(error), words(parent.path("enum")))
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""));
            case "minimum" ->
                new Finding(FindingCode.OUT_OF_RANGE, pointer, value + " is too small" + limits(parent) + hint(parent));
            case "maximum" ->
                new Finding(FindingCode.OUT_OF_RANGE, pointer, value + " is too large" + limits(parent) + hint(parent));
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

    /** {@code : write a number from 1 to 168}. */
    private static String limits(JsonNode number) {
        JsonNode least = number.path("minimum");
        JsonNode most = number.path("maximum");
        return ": write a number "
                + (most.isMissingNode()
                        ? "of at least " + least
                        : least.isMissingNode() ? "of at most " + most : "from " + least + " to " + most);
    }

    private static String type(Error error, JsonNode parent, String value) {
        String needed = kind(parent.path("type"));
        if (error.getInstanceNode().isNull()) {
            return "There is no value here: write " + needed + ", or leave the field out.";
        }
        boolean text = "string".equals(parent.path("type").textValue());
        boolean scalar = !error.getInstanceNode().isContainer();
        return scalar
                ? value + " is not " + needed
                        + (text ? ": put it in quotes." : quoted(error, parent) ? ": remove the quotes." : ".")
                : (error.getInstanceNode().isArray() ? "A list" : "An object with fields")
                        + " is not allowed here: write " + needed + '.';
    }

    /** Whether it is text that without its quotes would be what is needed. */
    private static boolean quoted(Error error, JsonNode parent) {
        String text = instance(error);
        return error.getInstanceNode().isString()
                && switch (parent.path("type").asText()) {
                    case "integer" -> WHOLE_NUMBER.matcher(text).matches();
                    case "boolean" -> text.equals("true") || text.equals("false");
                    default -> false;
                };
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

    private static List<String> words(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
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
