package sla.contract.agreement;

import java.util.List;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;

/**
 * A document that can be computed.
 *
 * @param text as it was sent
 */
record CheckedDocument(Agreement agreement, String text, List<FieldError> warnings) {}
