package sla.evaluator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.json.Json;
import sla.model.time.Period;

/**
 * What is to be simulated.
 *
 * @param document a draft, YAML or JSON; null if the agreement as it stands is to be changed
 * @param agreement what it is compared with; null for the agreement that the draft names
 * @param change made to the draft, or to the version that covers each period
 * @param exclusions what is left out otherwise than was approved
 * @param from label of the first period
 * @param to label of the last one
 */
record SimulationRequest(
        @Nullable String document,
        @Nullable String agreement,
        List<AgreementChange.Operation> change,
        List<ExclusionChange> exclusions,
        String from,
        String to) {
    /** In bytes: no document that is allowed is longer, and a change is short. */
    private static final int LARGEST = 4_000_000;

    private static final int MOST_OPERATIONS = 200;
    private static final Set<String> FIELDS =
            new TreeSet<>(Set.of("document", "agreement", "change", "exclusions", "from", "to"));
    private static final Set<String> OPERATION_FIELDS = new TreeSet<>(Set.of("op", "path", "value"));

    /** Numbers as they are written: 3.00 is shown otherwise than 3. */
    static final ObjectReader EXACT = Json.MAPPER
            .reader()
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Says with 400 what cannot be understood, with 413 that it is too much. */
    static SimulationRequest of(byte @Nullable [] body) {
        ObjectNode root = root(body);
        refuseUnknown(root, FIELDS, "a simulation");
        String document = document(root.get("document"));
        String agreement = text(root, "agreement");
        if (document == null && agreement == null) {
            throw QueryParameters.badRequest(
                    "Say what to simulate: 'document', a draft, or 'agreement', the id of one that is in force, with"
                            + " 'change'.");
        }
        String from = label(root, "from");
        if (from == null) {
            throw QueryParameters.badRequest("'from' is missing: the label of the first period, such as 2026-01.");
        }
        String to = label(root, "to");
        return new SimulationRequest(
                document,
                agreement,
                change(root.get("change")),
                ExclusionChange.of(root.get("exclusions")),
                from,
                to == null ? from : to);
    }

    private static ObjectNode root(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw QueryParameters.badRequest("The body is empty. Send a JSON object with 'document' or 'agreement'.");
        }
        if (body.length > LARGEST) {
            throw HttpProblem.valueOf(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "The body is larger than the limit of " + LARGEST + " bytes.");
        }
        try {
            if (EXACT.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw QueryParameters.badRequest("The body cannot be read as JSON: " + firstLine(e) + ".");
        } catch (IOException e) {
            throw QueryParameters.badRequest("The body cannot be read as JSON in UTF-8.");
        }
        throw QueryParameters.badRequest("The body must be a JSON object with 'document' or 'agreement'.");
    }

    private static @Nullable String document(@Nullable JsonNode document) {
        if (document == null || document.isTextual()) {
            return document == null ? null : document.textValue();
        }
        if (!document.isObject()) {
            throw QueryParameters.badRequest("'document' must be the text of a draft, or the draft as a JSON object.");
        }
        return written(document);
    }

    /** As text that can be read again. */
    static String written(JsonNode document) {
        try {
            return Json.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw QueryParameters.badRequest("The document cannot be written as JSON: " + firstLine(e) + ".");
        }
    }

    private static List<AgreementChange.Operation> change(@Nullable JsonNode change) {
        if (change == null) {
            return List.of();
        }
        if (!(change instanceof ArrayNode list) || list.size() > MOST_OPERATIONS) {
            throw QueryParameters.badRequest(
                    "'change' must be a list of at most " + MOST_OPERATIONS
                            + " operations such as {\"op\": \"replace\", \"path\": \"/kpis/asa/target/atMost\", \"value\": 40}.");
        }
        List<AgreementChange.Operation> operations = new ArrayList<>();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode operation)) {
                throw QueryParameters.badRequest("Each operation of 'change' must be an object with 'op' and 'path'.");
            }
            operations.add(operation(operation));
        }
        return operations;
    }

    private static AgreementChange.Operation operation(ObjectNode operation) {
        refuseUnknown(operation, OPERATION_FIELDS, "an operation");
        String name = text(operation, "op");
        String path = text(operation, "path");
        if (path == null) {
            throw QueryParameters.badRequest("An operation of 'change' has no 'path'.");
        }
        AgreementChange.Op op = Arrays.stream(AgreementChange.Op.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        QueryParameters.badRequest("The 'op' of " + path + " must be one of: add, replace, remove."));
        JsonNode value = operation.get("value");
        if ((value == null) != (op == AgreementChange.Op.REMOVE)) {
            throw QueryParameters.badRequest(
                    value == null ? "The operation on " + path + " has no 'value'." : "'remove' takes no 'value'.");
        }
        return new AgreementChange.Operation(op, path, value);
    }

    private static @Nullable String label(ObjectNode root, String name) {
        String label = text(root, name);
        if (label != null && Period.firstDay(label).isEmpty()) {
            throw QueryParameters.badRequest("'" + name
                    + "' must be the label of a period: 2026-01 for a calendar month, else its first day, 2026-01-22.");
        }
        return label;
    }

    private static @Nullable String text(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isTextual()) {
            throw QueryParameters.badRequest("'" + name + "' must be a text.");
        }
        return value == null ? null : value.textValue();
    }

    private static void refuseUnknown(ObjectNode object, Set<String> allowed, String what) {
        object.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw QueryParameters.badRequest("'" + name + "' is not a field of " + what + ". Allowed are "
                        + String.join(", ", allowed) + ".");
            }
        });
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("").replaceAll("\\.+$", "");
    }
}
