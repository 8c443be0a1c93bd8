package sla.contract.agreement;

import java.util.List;
import sla.contract.http.FieldError;
import sla.contract.http.Kept;

/** What became of a document that was sent to be kept. */
sealed interface Submission {
    record Created(Kept<AgreementVersion> draft) implements Submission {}

    record Replaced(Kept<AgreementVersion> draft) implements Submission {}

    /** The very agreement is kept already, as a draft or active: nothing was changed. */
    record Unchanged(Kept<AgreementVersion> version) implements Submission {}

    record Refused(List<FieldError> errors, List<FieldError> warnings) implements Submission {}

    /** The document is right by itself, but what is kept does not allow it. */
    record Conflict(String sentence) implements Submission {}

    record Stale() implements Submission {}
}
