package sla.evaluator.fact;

import sla.model.event.AcceptedRecord;
import sla.model.event.RecordReference;

/** Which record: the source's own id, of that source. */
public record Identity(String source, String recordId) {
    static Identity of(AcceptedRecord message) {
        return new Identity(message.source(), message.recordId());
    }

    static Identity of(RecordReference reference) {
        return new Identity(reference.source(), reference.recordId());
    }
}
