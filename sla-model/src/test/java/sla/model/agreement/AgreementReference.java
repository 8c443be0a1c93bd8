package sla.model.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Writes {@code docs/agreements-reference.md} from the JSON Schema: a section for each object, with a table of its fields.
 * It fails on what it does not know to write.
 */
final class AgreementReference {
    private static final String FORMS = "Forms of values";

    private static final String OPENING = """
            # The fields of an agreement document

            Every field of the document, with what it may say; what they mean together, with examples, is in
            [agreements.md](agreements.md). Written from the JSON Schema
            [`agreement-v1.json`](../sla-model/src/main/resources/schemas/agreement-v1.json): change that and not this page.
            A field that is not marked can be left out.
            """;

    /** What the schema says of values; all that is said elsewhere in it are names of fields. */
    private static final Set<String> KEYWORDS =
            Set.of(("$schema $id $defs $ref title description type format pattern minLength maxLength minimum maximum"
                            + " exclusiveMinimum enum const default items minItems maxItems uniqueItems required properties"
                            + " additionalProperties allOf if then else")
                    .split(" "));

    private final JsonNode schema;
    private final StringBuilder text = new StringBuilder(OPENING);
    private final Set<String> written = new LinkedHashSet<>();
    private final Map<String, JsonNode> forms = new LinkedHashMap<>();

    private AgreementReference(JsonNode schema) {
        this.schema = schema;
    }

    static String of(JsonNode schema) {
        check(schema);
        AgreementReference reference = new AgreementReference(schema);
        reference.section("The document", schema);
        reference.forms();
        return reference.text.toString();
    }

    private static void check(JsonNode schema) {
        schema.properties().forEach(field -> {
            String keyword = field.getKey();
            if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException("The reference cannot be written: what does " + keyword + " mean?");
            }
            switch (keyword) {
                case "properties", "$defs" -> field.getValue().forEach(AgreementReference::check);
                case "allOf" -> field.getValue().forEach(AgreementReference::check);
                case "items", "then", "else", "if" -> check(field.getValue());
                default -> {
                    // A word, a number or a list of such.
                }
            }
        });
    }

    /** An object, and then those that its fields are. */
    private void section(String title, JsonNode object) {
        Set<String> named = new LinkedHashSet<>();
        part(2, title, object, named);
        named.stream().filter(written::add).forEach(name -> section(title(name), definition(name)));
    }

    /** An object with the entries of its lists and its variants; what else it leads to is collected. */
    private void part(int level, String title, JsonNode object, Set<String> named) {
        text.append('\n').append("#".repeat(level)).append(' ').append(title).append("\n\n");
        sentence(description(object));
        text.append('\n');
        Map<String, JsonNode> variants = variants(object);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (Form form : Form.of(object)) {
            text.append(fields.isEmpty() ? "" : "\nOr:\n\n");
            table(title, form, variants);
            fields.putAll(form.fields());
        }
        if (!object.path("else").isObject()) {
            Form.fields(object.path("then")).forEach((name, field) -> {
                text.append("\nIn some cases `" + name + "` is one of ")
                        .append(allowed(field))
                        .append(" only: ");
                sentence(description(field));
            });
        }
        fields.forEach((name, field) -> {
            JsonNode inline = inline(field);
            if (inline.isObject()) {
                part(level + 1, inlineTitle(title, name, field), inline, named);
            }
        });
        variants.forEach((word, variant) -> part(level + 1, variant(title, object, word), variant, named));
        fields.values().stream()
                .map(this::object)
                .filter(name -> !name.isEmpty())
                .forEach(named::add);
    }

    /** Fields that go together. */
    private record Form(Map<String, JsonNode> fields, List<String> needed) {

        /** The object itself; or, if it is one of several things, each of them. */
        static List<Form> of(JsonNode object) {
            List<Form> forms = new ArrayList<>();
            JsonNode rest = object;
            while (rest.path("else").isObject()) {
                forms.add(new Form(
                        fields(rest.path("then")), words(rest.path("if").path("required"))));
                rest = rest.path("else");
            }
            forms.add(new Form(fields(rest), words(rest.path("required"))));
            return forms;
        }

        private static Map<String, JsonNode> fields(JsonNode object) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            object.path("properties").properties().forEach(field -> {
                // The word that chooses the variant is told of the whole.
                if (!field.getValue().isBoolean()) {
                    fields.put(field.getKey(), field.getValue());
                }
            });
            return fields;
        }
    }

    /** What the object is by the word of one field: the definition behind each of them. */
    private Map<String, JsonNode> variants(JsonNode object) {
        Map<String, JsonNode> variants = new LinkedHashMap<>();
        object.path("allOf")
                .forEach(one ->
                        variants.put(one.path("if").findValue("const").asText(), definition(named(one.path("then")))));
        return variants;
    }

    private void table(String title, Form form, Map<String, JsonNode> variants) {
        if (form.fields().isEmpty()) {
            text.append("No further fields.\n");
            return;
        }
        text.append("| field | needed | what it is | allowed | default |\n|---|---|---|---|---|\n");
        form.fields().forEach((name, field) -> {
            String own = inline(field).isObject() ? link(inlineTitle(title, name, field)) : "";
            String allowed = variants.isEmpty() ? allowed(field, own) : variants(title, name, variants.keySet());
            row(
                    "`" + name + "`",
                    form.needed().contains(name) ? "yes" : "",
                    description(field),
                    allowed,
                    field.has("default") ? "`" + field.path("default").asText() + "`" : "");
        });
    }

    private void row(String... cells) {
        text.append(Stream.of(cells)
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |"))
                        .replace("  ", " "))
                .append('\n');
    }

    private void sentence(String words) {
        text.append(words).append(words.endsWith(".") ? "\n" : ".\n");
    }

    private String description(JsonNode field) {
        JsonNode at = field;
        while (!at.has("description") && at.has("$ref")) {
            at = definition(named(at));
        }
        if (!at.has("description")) {
            throw new IllegalStateException("What is this? " + field);
        }
        return at.path("description").asText();
    }

    private String allowed(JsonNode value) {
        return allowed(value, "");
    }

    /**
     * What may be written, in words: {@code whole number, 1 to 28}.
     *
     * @param inline a link to the object that is written out there, if there is one
     */
    private String allowed(JsonNode value, String inline) {
        if (value.has("enum")) {
            return words(value.path("enum")).stream()
                    .map(word -> "`" + word + "`")
                    .collect(Collectors.joining(", "));
        }
        if (value.has("$ref")) {
            String name = named(value);
            JsonNode definition = definition(name);
            if (isObject(definition)) {
                return link(title(name));
            }
            if (definition.has("pattern")) {
                forms.put(name, definition);
                return "[" + spaced(name) + "](#" + slug(FORMS) + ")";
            }
            return allowed(definition);
        }
        if (value.path("type").isArray()) {
            return joined("decimal", range(value, "minimum", "maximum"));
        }
        return switch (value.path("type").asText()) {
            case "boolean" -> "`true` or `false`";
            case "integer" -> joined("whole number", range(value, "minimum", "maximum"));
            case "array" -> list(value, allowed(value.path("items"), inline));
            case "string" -> {
                if (value.path("format").asText().equals("date")) {
                    yield "day";
                }
                yield value.has("maxLength") ? "text of at most " + value.path("maxLength") + " characters" : "text";
            }
            default -> {
                if (inline.isEmpty()) {
                    throw new IllegalStateException("What is allowed here? " + value);
                }
                yield inline;
            }
        };
    }

    /** {@code list (1 to 100, each once) of …}. */
    private static String list(JsonNode list, String of) {
        String size = joined(
                range(list, "minItems", "maxItems"), list.path("uniqueItems").asBoolean() ? "each once" : "");
        return "list " + (size.isEmpty() ? "" : "(" + size + ") ") + "of " + of;
    }

    private static String joined(String... words) {
        return Stream.of(words).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String range(JsonNode value, String least, String most) {
        String lowest = String.format(Locale.ROOT, "%,d", value.path(least).asLong());
        String highest = String.format(Locale.ROOT, "%,d", value.path(most).asLong());
        if (value.has(least) && value.has(most)) {
            return lowest + " to " + highest;
        }
        return value.has(least) ? "at least " + lowest : value.has(most) ? "at most " + highest : "";
    }

    private void forms() {
        text.append("\n## ").append(FORMS).append("\n\n| form | what it is |\n|---|---|\n");
        forms.forEach((name, definition) -> row(spaced(name), description(definition)));
        row("day", "Year, month and day, in quotes or without: 2026-01-15");
    }

    private String variants(String title, String field, Set<String> words) {
        return words.stream()
                .map(word -> "[`" + word + "`](#" + slug(variant(title, field, word)) + ")")
                .collect(Collectors.joining(", "));
    }

    /** {@code Rule, shape tiers}. */
    private static String variant(String title, JsonNode object, String word) {
        return variant(title, object.path("properties").fieldNames().next(), word);
    }

    private static String variant(String title, String field, String word) {
        return title + ", " + field + " " + word;
    }

    private static String inlineTitle(String title, String name, JsonNode field) {
        return title + (field.has("items") ? ": each of " : ": ") + name;
    }

    private static String link(String title) {
        return "[" + title + "](#" + slug(title) + ")";
    }

    /** As GitHub makes anchors of headings. */
    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String title(String name) {
        return name.equals("kpi")
                ? "KPI"
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + spaced(name).substring(1);
    }

    private static String spaced(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    /** The definition that a value is by its {@code $ref}; empty if it is none. */
    private static String named(JsonNode value) {
        String reference = value.path("$ref").asText();
        return reference.isEmpty() ? "" : reference.substring("#/$defs/".length());
    }

    /** The object that a field, or each entry of its list, is; empty if it is none. */
    private String object(JsonNode field) {
        String name = named(field);
        JsonNode definition = name.isEmpty() ? field : definition(name);
        return isObject(definition) ? name : definition.has("items") ? object(definition.path("items")) : "";
    }

    private JsonNode definition(String name) {
        JsonNode definition = schema.path("$defs").path(name);
        if (!definition.isObject()) {
            throw new IllegalStateException("The schema does not define '" + name + "'");
        }
        return definition;
    }

    private static boolean isObject(JsonNode definition) {
        return definition.has("properties") || definition.path("then").has("properties");
    }

    /** The object that is written out where a field, or each entry of its list, is described. */
    private static JsonNode inline(JsonNode field) {
        return Stream.of(field, field.path("items"))
                .filter(each -> each.has("properties"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
