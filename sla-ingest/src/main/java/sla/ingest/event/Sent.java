package sla.ingest.event;

import org.jspecify.annotations.Nullable;

/** What a message says it is, as far as it could be read; for the sender to recognise it by. */
public record Sent(
        @Nullable String recordId,
        @Nullable String revision,
        @Nullable String type) {
    static final Sent UNREADABLE = new Sent(null, null, null);
}
