package sla.ingest.event;

import org.jspecify.annotations.Nullable;
import sla.model.event.Rejection;

/**
 * What a message says it is, as far as it could be read; for the sender to recognise it by.
 *
 * @param contact which contact it would have been; read only of what is rejected
 */
public record Sent(
        @Nullable String recordId,
        @Nullable String revision,
        @Nullable String type,
        Rejection.@Nullable Contact contact) {
    static final Sent UNREADABLE = new Sent(null, null, null, null);

    Sent about(Rejection.@Nullable Contact rejected) {
        return new Sent(recordId, revision, type, rejected);
    }
}
