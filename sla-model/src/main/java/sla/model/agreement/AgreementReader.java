package sla.model.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an agreement document, YAML or JSON, and says everything that is wrong with it at once: its form, whether it can
 * be computed and, if its form is right, what people would regret.
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

    /**
     * The document has errors, at least one.
     *
     * @param readable what of it can be judged nevertheless; null if nothing can
     */
    public record Refused(
            List<Finding> errors,
            List<Finding> warnings,
            @Nullable ReadablePart readable) implements Result {
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
        document.ifPresent(tree -> {
            SchemaCheck.check(tree, findings);
            findings.name(Ids.of(tree));
        });
        Optional<ReadablePart> readable = document.flatMap(tree -> ReadablePart.of(
                tree, findings.errors().stream().map(Finding::pointer).toList()));
        if (readable.isEmpty() || findings.hasErrors()) {
            readable.ifPresent(part -> part.errors().forEach(findings::add));
            return new Refused(findings.errors(), findings.warnings(), readable.orElse(null));
        }
        Agreement agreement = readable.get().agreement();
        AgreementCheck.check(agreement, findings);
        return findings.hasErrors()
                ? new Refused(findings.errors(), findings.warnings(), readable.get())
                : new Read(agreement, findings.warnings());
    }

    /** The text of {@link #SCHEMA}, to be served to editors. */
    public static String schema() {
        return SchemaCheck.text();
    }
}
