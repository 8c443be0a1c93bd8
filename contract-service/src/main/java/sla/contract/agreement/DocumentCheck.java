package sla.contract.agreement;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;

/** What a document turned out to be, before anything registered is looked at. */
sealed interface DocumentCheck {
    List<FieldError> warnings();

    record Computable(Agreement agreement, List<FieldError> warnings) implements DocumentCheck {}

    record Wrong(List<FieldError> errors, List<FieldError> warnings) implements DocumentCheck {}

    static DocumentCheck of(String text) {
        return switch (AgreementReader.read(text)) {
            case AgreementReader.Read(Agreement agreement, List<Finding> warnings) ->
                new Computable(agreement, entries(warnings));
            case AgreementReader.Refused(List<Finding> errors, List<Finding> warnings) ->
                new Wrong(entries(errors), entries(warnings));
        };
    }

    private static List<FieldError> entries(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new FieldError(finding.code().label(), finding.pointer(), finding.message()))
                .toList();
    }

    /**
     * What a check answers.
     *
     * @param valid whether the document would be taken now, or is kept already
     */
    @Schema(name = "AgreementFindings")
    record Findings(boolean valid, List<FieldError> errors, List<FieldError> warnings) {}
}
