package sla.ingest.event;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import sla.model.json.Json;

/** Reads JSON more strictly than usual: valid UTF-8, one object, no name twice, nothing after it. */
final class JsonText {
    private static final ObjectReader READER = mapper().readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    /**
     * Without the table of names that Jackson keeps for all messages: a sender who fills it with names that hash alike
     * would have good messages of others fail.
     */
    private static JsonMapper mapper() {
        JsonFactory factory = Json.MAPPER
                .getFactory()
                .rebuild()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
        return Json.configure(JsonMapper.builder(factory));
    }

    /** Thrown with a sentence fit for the sender. */
    static final class Invalid extends Exception {
        Invalid(String message) {
            super(message, null, false, false);
        }
    }

    static JsonNode readObject(byte[] bytes) throws Invalid {
        JsonNode node = read(text(bytes));
        if (!node.isObject()) {
            String found = node.getNodeType() == JsonNodeType.MISSING
                    ? "nothing but blanks"
                    : node.getNodeType().name().toLowerCase(Locale.ROOT);
            throw new Invalid("the message must be one JSON object, found: " + found);
        }
        return node;
    }

    private static JsonNode read(String text) throws Invalid {
        try {
            return READER.readTree(text);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new Invalid("the message is not valid JSON: " + Printable.of(firstLine(e), 200) + where);
        } catch (NumberFormatException e) {
            throw new Invalid("the message is not valid JSON: a number is beyond all bounds");
        }
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }

    /** Jackson alone would guess UTF-16 and let some broken UTF-8 pass. */
    private static String text(byte[] bytes) throws Invalid {
        if (isAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Invalid("the message is not valid UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
