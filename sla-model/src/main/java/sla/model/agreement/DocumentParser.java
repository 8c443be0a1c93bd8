package sla.model.agreement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Turns the text of a document into a tree, and refuses what could exhaust the reader or be read in two ways. A text
 * that begins with a brace is JSON, every other one YAML.
 *
 * <p>The tree is built here and not by the mapper, because the mapper keeps the last of two equal fields, takes an
 * alias for text and drops a second document, all without a word.
 */
final class DocumentParser {
    static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_NAME = 60;

    private static final JsonFactory JSON = new JsonFactory();

    /** Without yes, no, on and off as true and false: Norway is NO. */
    private static final YAMLFactory YAML =
            new YAMLFactory().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS);

    /** 012 is ten in YAML 1.1, 1e999999999 fills the memory when it is written out. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,9})?");

    /** Control characters other than line ends and tabs, and halves of characters: no database or encoder takes them. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}&&[^\\n\\r\\t]]");

    private final JsonParser parser;
    private final Findings findings;

    private DocumentParser(JsonParser parser, Findings findings) {
        this.parser = parser;
        this.findings = findings;
    }

    /** The tree; empty, or with a gap where something was refused, if findings were added. */
    static Optional<JsonNode> parse(String text, Findings findings) {
        if (text.length() > MAX_CHARACTERS) {
            findings.add(
                    FindingCode.TOO_LARGE,
                    "",
                    String.format(
                            Locale.ROOT,
                            "The document has %,d characters; at most %,d are allowed.",
                            text.length(),
                            MAX_CHARACTERS));
            return Optional.empty();
        }
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        boolean json = content.stripLeading().startsWith("{");
        try (JsonParser parser = json ? JSON.createParser(content) : YAML.createParser(content)) {
            return new DocumentParser(parser, findings).document();
        } catch (JsonProcessingException e) {
            findings.add(FindingCode.NOT_READABLE, "", syntax(e, json));
        } catch (TooDeep e) {
            findings.add(
                    FindingCode.TOO_DEEP,
                    e.pointer,
                    "This is nested more than " + MAX_DEPTH + " levels deep; no agreement needs that.");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading a text in memory failed", e);
        }
        return Optional.empty();
    }

    private Optional<JsonNode> document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            findings.add(FindingCode.NOT_READABLE, "", "The document is empty.");
            return Optional.empty();
        }
        JsonNode tree = value(first, "", 0);
        if (parser.nextToken() != null) {
            findings.add(
                    FindingCode.NOT_READABLE,
                    "",
                    "Something follows after the end of the document, at line "
                            + parser.currentTokenLocation().getLineNr()
                            + "; write one agreement per document.");
        }
        return Optional.of(tree);
    }

    private JsonNode value(JsonToken token, String pointer, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new TooDeep(pointer);
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            findings.add(
                    FindingCode.ALIAS,
                    pointer,
                    "*" + quote(parser.getText()) + " refers to another place; write the value out here instead.");
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (token) {
            case START_OBJECT -> object(pointer, depth);
            case START_ARRAY -> array(pointer, depth);
            case VALUE_STRING -> text(parser.getText(), pointer);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText(), pointer);
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            case VALUE_EMBEDDED_OBJECT -> {
                findings.add(FindingCode.WRONG_FORM, pointer, "Binary values are not allowed; write plain text.");
                yield JsonNodeFactory.instance.nullNode();
            }
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
                throw new IllegalStateException("Unexpected " + token + " at " + pointer);
        };
    }

    private ObjectNode object(String pointer, int depth) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = Pointers.child(pointer, quote(name));
            JsonNode value = value(parser.nextToken(), at, depth + 1);
            if (name.length() > MAX_NAME || UNPRINTABLE.matcher(name).find()) {
                // Left out of the tree: a long name in every pointer below it would fill the memory.
                findings.add(FindingCode.UNKNOWN_FIELD, at, "No field has such a name.");
                continue;
            }
            if (object.has(name)) {
                findings.add(
                        FindingCode.DUPLICATE_FIELD,
                        at,
                        "'" + quote(name) + "' is written twice here; keep one of them.");
            }
            object.set(name, value);
        }
        return object;
    }

    private ArrayNode array(String pointer, int depth) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token; (token = parser.nextToken()) != JsonToken.END_ARRAY; ) {
            array.add(value(token, Pointers.child(pointer, array.size()), depth + 1));
        }
        return array;
    }

    private JsonNode text(String text, String pointer) {
        if (UNPRINTABLE.matcher(text).find()) {
            findings.add(
                    FindingCode.WRONG_FORM,
                    pointer,
                    "'" + quote(text) + "' holds a character that cannot be printed; leave it out.");
            return JsonNodeFactory.instance.nullNode();
        }
        return JsonNodeFactory.instance.textNode(text);
    }

    private JsonNode number(String text, String pointer) {
        if (!PLAIN_NUMBER.matcher(text).matches()) {
            findings.add(
                    FindingCode.NUMBER_FORM,
                    pointer,
                    quote(text)
                            + " cannot be read safely as a number: write plain digits with at most 15 before the point"
                            + " and 9 after it, or put it in quotes if it is text.");
            return JsonNodeFactory.instance.numberNode(0);
        }
        return text.indexOf('.') < 0
                ? JsonNodeFactory.instance.numberNode(new BigInteger(text))
                : DecimalNode.valueOf(new BigDecimal(text));
    }

    /** Cut to a length that is safe to show, without what could break a line, a terminal or an encoder. */
    static String quote(String text) {
        String plain = text.codePoints()
                .limit(MAX_NAME + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String safe = UNPRINTABLE.matcher(plain).replaceAll(" ").replaceAll("\\s", " ");
        return safe.codePointCount(0, safe.length()) <= MAX_NAME
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, MAX_NAME)) + "…";
    }

    private static String syntax(JsonProcessingException e, boolean json) {
        String problem = e.getOriginalMessage();
        int line = Optional.ofNullable(e.getLocation())
                .map(JsonLocation::getLineNr)
                .orElse(1);
        if (e.getCause() instanceof MarkedYAMLException yaml) {
            problem = yaml.getProblem();
            line = yaml.getProblemMark().getLine() + 1;
        }
        String firstLine = problem.lines().findFirst().orElse("").strip();
        String meant = firstLine.startsWith("expected <block end>")
                ? "; often that line is indented by more or fewer spaces than the ones that it belongs to"
                : "";
        return "The document cannot be read as %s, line %d: %s%s."
                .formatted(
                        json ? "JSON (it begins with a brace)" : "YAML",
                        line,
                        firstLine.replaceAll("\\p{Cntrl}", " ").replaceAll("\\.+$", ""),
                        meant);
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String pointer;

        TooDeep(String pointer) {
            super(pointer, null, false, false);
            this.pointer = pointer;
        }
    }
}
