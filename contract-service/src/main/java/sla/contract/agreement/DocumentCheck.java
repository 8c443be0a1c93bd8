package sla.contract.agreement;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;
import sla.model.agreement.ReadablePart;

/** What a document turned out to be, before anything registered is looked at. */
sealed interface DocumentCheck {
    List<FieldError> warnings();

    record Computable(Agreement agreement, List<FieldError> warnings) implements DocumentCheck {}

    /** @param readable what of it can be judged nevertheless; null if nothing can */
    record Wrong(
            List<FieldError> errors,
            List<FieldError> warnings,
            @Nullable ReadablePart readable) implements DocumentCheck {}

    static DocumentCheck of(String text) {
        return switch (AgreementReader.read(text)) {
            case AgreementReader.Read(Agreement agreement, List<Finding> warnings) ->
                new Computable(agreement, entries(warnings));
            case AgreementReader.Refused(List<Finding> errors, List<Finding> warnings, ReadablePart readable) ->
                new Wrong(entries(errors), entries(warnings), readable);
        };
    }

    private static List<FieldError> entries(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        new FieldError(finding.code().label(), finding.pointer(), finding.about(), finding.message()))
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
