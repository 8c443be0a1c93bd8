package sla.evaluator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import sla.evaluator.simulation.AgreementChange.Operation;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;
import sla.model.json.Json;

/** A document that can be computed, with what its author may regret. */
record Draft(Agreement agreement, List<DocumentFinding> warnings) {
    private static final int UNPROCESSABLE = 422;

    /** Says with 422 why the document cannot be computed. */
    static Draft read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, List<Finding> warnings) ->
                new Draft(agreement, entries(warnings));
            case AgreementReader.Refused(List<Finding> errors, List<Finding> warnings, var _) ->
                throw refused(entries(errors), entries(warnings));
        };
    }

    /** A version with changes; without any it is the very version. */
    static Draft of(Agreement version, List<Operation> change) {
        return change.isEmpty()
                ? new Draft(version, List.of())
                : read(SimulationRequest.written(AgreementChange.apply(tree(version), change)));
    }

    /**
     * The same as a version of another agreement: whatever is kept by the id, earlier periods, exclusions, claims, is that of
     * what the draft is compared with.
     */
    Agreement of(String id) {
        if (agreement.agreement().equals(id)) {
            return agreement;
        }
        JsonNode tree = tree(agreement);
        ((ObjectNode) tree).put("agreement", id);
        return read(SimulationRequest.written(tree)).agreement();
    }

    private static List<DocumentFinding> entries(List<Finding> findings) {
        return findings.stream().map(DocumentFinding::of).toList();
    }

    static HttpProblem refused(List<DocumentFinding> errors, List<DocumentFinding> warnings) {
        return HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Unprocessable Content")
                .withDetail(
                        errors.size() == 1
                                ? errors.getFirst().message()
                                : "The document has " + errors.size() + " errors.")
                .with("errors", errors)
                .with("warnings", warnings)
                .build();
    }

    /** The document as its author could have written it: empty lists, which stand for what was left out, are left out. */
    static JsonNode tree(Agreement version) {
        try {
            JsonNode tree = SimulationRequest.EXACT.readTree(Json.MAPPER.writeValueAsString(version));
            withoutEmptyLists(tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an agreement cannot be written", e);
        }
    }

    private static void withoutEmptyLists(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> empty = new ArrayList<>();
            object.properties().forEach(field -> {
                if (field.getValue() instanceof ArrayNode list && list.isEmpty()) {
                    empty.add(field.getKey());
                }
            });
            object.remove(empty);
        }
        node.forEach(Draft::withoutEmptyLists);
    }
}
