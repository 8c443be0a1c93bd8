package sla.contract.agreement;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Map;
import sla.contract.http.FieldError;
import sla.contract.http.Problems;

/** What agreements refuse, in words. */
final class AgreementProblems {
    private AgreementProblems() {}

    static HttpProblem notFound(String agreement) {
        return Problems.notFound("There is no agreement '" + agreement + "'. GET /v1/agreements lists them.");
    }

    static HttpProblem notFound(AgreementVersionId id) {
        return Problems.notFound("There is no version " + id.version() + " of agreement '" + id.agreement()
                + "'. GET /v1/agreements/" + id.agreement() + " lists its versions.");
    }

    /** Not a fault: who checks what is in force wants to know that it is. */
    static FieldError alreadyActive(AgreementVersionId id) {
        return new FieldError(
                "already-active",
                "/version",
                "Version " + id.version() + " of agreement '" + id.agreement()
                        + "' is active with exactly this text: there is nothing to submit.");
    }

    static HttpProblem invalid(List<FieldError> errors, List<FieldError> warnings) {
        return Problems.invalid(errors, Map.of("warnings", warnings));
    }

    static HttpProblem invalid(DocumentCheck.Findings findings) {
        return invalid(findings.errors(), findings.warnings());
    }
}
