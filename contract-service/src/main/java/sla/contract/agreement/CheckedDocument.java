package sla.contract.agreement;

import java.util.List;
import java.util.stream.Stream;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;

/**
 * A document that can be computed.
 *
 * @param text as it was sent
 */
record CheckedDocument(Agreement agreement, String text, List<FieldError> warnings) {
    CheckedDocument withWarnings(List<FieldError> more) {
        return new CheckedDocument(
                agreement, text, Stream.concat(warnings.stream(), more.stream()).toList());
    }
}
