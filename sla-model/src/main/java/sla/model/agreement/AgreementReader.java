package sla.model.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import sla.model.json.Json;

/**
 * Reads an agreement document, YAML or JSON, and says everything that is wrong with it at once: first its form; if that
 * is right, whether it can be computed and what people would regret.
 */
public final class AgreementReader {
    /** The JSON Schema of the document, as a resource on the class path. */
    public static final String SCHEMA = "/schemas/agreement-v1.json";

    private AgreementReader() {}

    /** What became of a document. */
    public sealed interface Result {
        List<Finding> warnings();
    }

    /** The document can be computed. */
    public record Read(Agreement agreement, List<Finding> warnings) implements Result {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** The document has errors, at least one. */
    public record Refused(List<Finding> errors, List<Finding> warnings) implements Result {
        public Refused {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("A refusal needs an error");
            }
        }
    }

    public static Result read(String text) {
        Findings findings = new Findings();
        Optional<JsonNode> document = DocumentParser.parse(text, findings);
        document.ifPresent(tree -> SchemaCheck.check(tree, findings));
        if (document.isEmpty() || findings.hasErrors()) {
            return new Refused(findings.errors(), findings.warnings());
        }
        Agreement agreement = bind(document.get());
        AgreementCheck.check(agreement, findings);
        return findings.hasErrors()
                ? new Refused(findings.errors(), findings.warnings())
                : new Read(agreement, findings.warnings());
    }

    /** The text of {@link #SCHEMA}, to be served to editors. */
    public static String schema() {
        return SchemaCheck.text();
    }

    private static Agreement bind(JsonNode document) {
        try {
            return Json.MAPPER.treeToValue(document, Agreement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema lets a document pass that cannot be bound", e);
        }
    }
}
