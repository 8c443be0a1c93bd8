package sla.contract.http;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sla.model.json.Json;

/** Says what is wrong with a value and what is allowed in its place, in words of the API. */
final class FieldValue {
    private static final int LONGEST_QUOTE = 60;

    private FieldValue() {}

    static void check(String pointer, JsonNode value, JavaType type, List<FieldError> errors) {
        if (type.isCollectionLikeType() && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(pointer + "/" + i, value.get(i), type.getContentType(), errors);
            }
        } else if (value.isNull() || !readable(value, type)) {
            boolean word = type.isEnumType() && value.isTextual();
            errors.add(new FieldError(word ? "unknown-word" : "wrong-type", pointer, sentence(value, type)));
        }
    }

    /** Scalars of another kind are not guessed at: 5 is no duration, "false" is not false. */
    private static boolean readable(JsonNode value, JavaType type) {
        if (type.isCollectionLikeType()
                || (type.hasRawClass(Boolean.class) ? !value.isBoolean() : !value.isTextual())) {
            return false;
        }
        try {
            return Json.MAPPER.readerFor(type).readValue(value) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static String sentence(JsonNode value, JavaType type) {
        String given = value.isContainerNode() || value.isNull()
                ? "This value does not fit"
                : "'" + quote(value.asText()) + "' does not fit";
        return given + ": " + allowed(type) + ".";
    }

    private static String allowed(JavaType type) {
        if (type.isEnumType()) {
            return "write one of " + labels(type.getRawClass());
        }
        if (type.isCollectionLikeType()) {
            return "write a list in brackets";
        }
        if (type.hasRawClass(Duration.class)) {
            return "write a duration as in ISO 8601, such as PT2S for two seconds or PT15M for a quarter of an hour";
        }
        if (type.hasRawClass(Period.class)) {
            return "write whole months or years as in ISO 8601, such as P13M for thirteen months or P7Y for seven years";
        }
        if (type.hasRawClass(Boolean.class)) {
            return "write true or false";
        }
        return "write text in quotes";
    }

    private static String labels(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Json.MAPPER.valueToTree(constant).asText())
                .collect(Collectors.joining(", "));
    }

    /** Cut to a length that is safe to show. */
    static String quote(String text) {
        String safe = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return safe.codePointCount(0, safe.length()) <= LONGEST_QUOTE
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }
}
