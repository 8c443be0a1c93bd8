package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import sla.model.json.Json;

/** One entry of {@code agreement/findings.yaml}. */
record Example(
        @JsonProperty(required = true) FindingCode code,
        @JsonProperty(required = true) Change triggers,
        @JsonProperty(required = true) Change justNot) {

    static final ObjectMapper YAML = exact(YAMLMapper.builder().build());
    private static final ObjectMapper JSON = exact(JsonMapper.builder().build());

    private static ObjectMapper exact(ObjectMapper mapper) {
        return mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    }

    /** A change of {@code agreement/base.yaml}, and what must be found then. */
    record Change(
            List<String> replace,
            List<String> remove,
            Map<String, JsonNode> set,
            String at,
            String says,
            List<String> also) {
        Change {
            remove = remove == null ? List.of() : remove;
            set = set == null ? Map.of() : set;
            also = also == null ? List.of() : also;
        }

        String document() {
            if (replace != null) {
                String base = base();
                String changed = base.replace(replace.get(0), replace.get(1));
                if (changed.equals(base)) {
                    throw new IllegalStateException("base.yaml has no " + replace.get(0));
                }
                return changed;
            }
            ObjectNode tree = tree();
            remove.forEach(pointer -> {
                JsonPointer place = JsonPointer.compile(pointer);
                JsonNode parent = tree.at(place.head());
                String last = place.last().getMatchingProperty();
                Object removed = parent instanceof ArrayNode array
                        ? array.remove(Integer.parseInt(last))
                        : ((ObjectNode) parent).remove(last);
                if (removed == null) {
                    throw new IllegalStateException("base.yaml has no " + pointer);
                }
            });
            set.forEach((pointer, value) -> put(tree, pointer, value));
            return text(tree);
        }
    }

    static String text(ObjectNode tree) {
        try {
            return Json.MAPPER.writeValueAsString(tree);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void put(ObjectNode tree, String pointer, JsonNode value) {
        JsonPointer place = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(place.head());
        String last = place.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            int index = Integer.parseInt(last);
            if (index == array.size()) {
                array.add(value);
            } else {
                array.set(index, value);
            }
        } else {
            ((ObjectNode) parent).set(last, value);
        }
    }

    static ObjectNode tree() {
        try {
            return (ObjectNode) YAML.readTree(base());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base() {
        return resource("agreement/base.yaml");
    }

    static List<Example> all() {
        try {
            return YAML.readValue(resource("agreement/findings.yaml"), new TypeReference<List<Example>>() {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Example.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
