package sla.contract.agreement;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import sla.contract.http.FieldError;
import sla.contract.http.Kept;
import sla.contract.http.Problems;

/** How each outcome of a submission is said over HTTP. */
final class SubmissionAnswer {
    private SubmissionAnswer() {}

    static Response of(Submission submission) {
        return switch (submission) {
            case Submission.Created(Kept<AgreementVersion> draft) -> {
                AgreementVersion version = draft.value();
                yield version(
                        Response.created(
                                URI.create("/v1/agreements/" + version.agreement() + "/versions/" + version.version())),
                        draft);
            }
            case Submission.Replaced(Kept<AgreementVersion> draft) -> version(Response.ok(), draft);
            case Submission.Unchanged(Kept<AgreementVersion> version) -> version(Response.ok(), version);
            case Submission.Refused(List<FieldError> errors, List<FieldError> warnings) ->
                throw AgreementProblems.invalid(errors, warnings);
            case Submission.Conflict(String sentence) -> throw Problems.conflict(sentence);
            case Submission.Stale() -> throw Problems.stale("The version");
        };
    }

    static Response version(Response.ResponseBuilder answer, Kept<AgreementVersion> version) {
        return answer.entity(version.value()).tag(new EntityTag(version.tag())).build();
    }
}
