package sla.evaluator.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;

/** Puts a part of a document into a whole one: entries of lists replace those of the same id, or come after the others. */
final class Fragment {
    private static final YAMLMapper YAML = new YAMLMapper();

    private Fragment() {}

    static String into(String document, String fragment) {
        try {
            ObjectNode whole = (ObjectNode) YAML.readTree(document);
            YAML.readTree(fragment).properties().forEach(field -> {
                if (whole.get(field.getKey()) instanceof ArrayNode list
                        && field.getValue() instanceof ArrayNode entries) {
                    entries.forEach(entry -> put(list, entry));
                } else {
                    whole.set(field.getKey(), field.getValue());
                }
            });
            return whole.toString();
        } catch (IOException e) {
            throw new IllegalStateException("no YAML: " + fragment, e);
        }
    }

    private static void put(ArrayNode list, JsonNode entry) {
        for (int i = 0; i < list.size(); i++) {
            if (entry.has("id") && entry.path("id").equals(list.get(i).path("id"))) {
                list.set(i, entry);
                return;
            }
        }
        list.add(entry);
    }
}
