package sla.evaluator.simulation;

import org.jspecify.annotations.Nullable;
import sla.model.agreement.Finding;

/**
 * A finding of the self-check, as contract-service writes it.
 *
 * @param code such as {@code missing-field}
 * @param pointer JSON pointer to the place in the document; empty for the whole
 * @param about id of the part in which the place is; absent if it is in none
 */
record DocumentFinding(
        String code, String pointer, @Nullable String about, String message) {
    static DocumentFinding of(Finding finding) {
        return new DocumentFinding(finding.code().label(), finding.pointer(), finding.about(), finding.message());
    }
}
