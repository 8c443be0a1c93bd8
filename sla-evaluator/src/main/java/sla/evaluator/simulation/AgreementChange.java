package sla.evaluator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;

/**
 * Changes to a document, one after the other. A path names entries of a list by their ids,
 * {@code /kpis/asa/target/atMost}; where they have none by their place from 0, {@code /rules/asa/tiers/0/amount}.
 */
final class AgreementChange {
    /** Another one of these is another contract or has other periods: that is a document, not a change. */
    private static final Set<String> FIXED = new TreeSet<>(
            Set.of("agreement", "version", "vendor", "effectiveFrom", "effectiveTo", "split", "period", "zone"));

    private static final int LONGEST_INDEX = 6;

    private AgreementChange() {}

    enum Op {
        /** Sets a field, whether or not it was there; puts an entry into a list, behind the last one as {@code -}. */
        ADD,
        /** Of what is there. */
        REPLACE,
        REMOVE
    }

    /**
     * @param value null for {@link Op#REMOVE}
     */
    record Operation(Op op, String path, @Nullable JsonNode value) {}

    /** The changed document; says with 400 which path leads nowhere. */
    static JsonNode apply(JsonNode document, List<Operation> change) {
        JsonNode changed = document.deepCopy();
        change.forEach(operation -> apply(changed, operation));
        return changed;
    }

    private static void apply(JsonNode document, Operation operation) {
        List<String> names = names(operation.path());
        JsonNode parent = document;
        String place = "";
        for (String name : names.subList(0, names.size() - 1)) {
            parent = child(parent, name, place);
            place = place + '/' + name;
        }
        String last = names.getLast();
        switch (parent) {
            case ObjectNode object -> apply(object, last, place, operation);
            case ArrayNode list -> apply(list, last, place, operation);
            default -> throw QueryParameters.badRequest(place + " is a plain value and has no '" + last + "'.");
        }
    }

    private static void apply(ObjectNode object, String name, String place, Operation operation) {
        if (operation.op() != Op.ADD) {
            child(object, name, place);
        }
        if (operation.value() == null) {
            object.remove(name);
        } else {
            object.set(name, operation.value().deepCopy());
        }
    }

    private static void apply(ArrayNode list, String name, String place, Operation operation) {
        JsonNode value = operation.value();
        if (operation.op() == Op.ADD && value != null) {
            int at = name.equals("-") ? list.size() : hasIds(list) ? -1 : number(name);
            if (at < 0 || at > list.size()) {
                throw QueryParameters.badRequest("'add' to the list " + (place.isEmpty() ? "/" : place)
                        + " takes '-' for behind the last one"
                        + (hasIds(list) ? "" : ", or a number from 0 to " + list.size())
                        + ", not '" + name + "'.");
            }
            list.insert(at, value.deepCopy());
            return;
        }
        int at = index(list, name, place);
        if (value == null) {
            list.remove(at);
        } else {
            list.set(at, value.deepCopy());
        }
    }

    private static List<String> names(String path) {
        List<String> names = path.startsWith("/")
                ? Arrays.stream(path.substring(1).split("/", -1))
                        .map(name -> name.replace("~1", "/").replace("~0", "~"))
                        .toList()
                : List.of("");
        if (names.contains("")) {
            throw QueryParameters.badRequest(
                    "'" + path + "' is not a path such as /kpis/asa/target/atMost, which begins with a slash.");
        }
        if (FIXED.contains(names.getFirst())) {
            throw QueryParameters.badRequest("A change cannot touch /" + names.getFirst()
                    + ": whose contract it is and when its periods are stays. Send a 'document' to try another.");
        }
        return names;
    }

    private static JsonNode child(JsonNode parent, String name, String place) {
        return switch (parent) {
            case ArrayNode list -> list.get(index(list, name, place));
            case ObjectNode object when object.has(name) -> object.get(name);
            case ObjectNode object ->
                throw QueryParameters.badRequest("There is no '" + name + "' in "
                        + (place.isEmpty() ? "the document" : place) + ". It has: "
                        + object.properties().stream()
                                .map(field -> field.getKey())
                                .collect(Collectors.joining(", "))
                        + ".");
            default -> throw QueryParameters.badRequest(place + " is a plain value and has no '" + name + "'.");
        };
    }

    private static int index(ArrayNode list, String name, String place) {
        if (!hasIds(list)) {
            int index = number(name);
            if (index < 0 || index >= list.size()) {
                throw QueryParameters.badRequest("The list " + place + " has no entry '" + name
                        + "': its entries have no ids and are named by their place, from 0 to " + (list.size() - 1)
                        + ".");
            }
            return index;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path("id").asText().equals(name)) {
                return i;
            }
        }
        throw QueryParameters.badRequest("There is no '" + name + "' in " + place
                + ". Its entries are named by their ids: "
                + entries(list).map(entry -> entry.path("id").asText()).collect(Collectors.joining(", ")) + ".");
    }

    private static boolean hasIds(ArrayNode list) {
        return !list.isEmpty()
                && entries(list).allMatch(entry -> entry.path("id").isTextual());
    }

    private static Stream<JsonNode> entries(ArrayNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** -1 if it is none. */
    private static int number(String name) {
        boolean digits = name.length() <= LONGEST_INDEX && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(name) : -1;
    }
}
