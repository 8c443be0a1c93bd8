package sla.ingest.event;

import static sla.model.event.RejectionCode.REVISION_KIND;
import static sla.model.event.RejectionCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.registration.SourceRegistration.RevisionKind;

/** Revisions of a source are all whole numbers or all instants: the two cannot be ordered among each other. */
final class RevisionReader {
    private RevisionReader() {}

    /**
     * The revision as a number; an instant becomes milliseconds since 1970.
     *
     * @param kind what the source is registered with, null if it is not: then either will do
     */
    static @Nullable Long read(Fields data, @Nullable RevisionKind kind) {
        JsonNode value = data.value("revision");
        if (value == null) {
            return null;
        }
        if (value.isNumber()) {
            return fits(data, kind, RevisionKind.NUMBER) ? data.numbers().whole("revision", 0, Long.MAX_VALUE) : null;
        }
        if (value.isTextual()) {
            Instant instant = fits(data, kind, RevisionKind.INSTANT) ? data.instant("revision") : null;
            return instant == null ? null : (Long) instant.toEpochMilli();
        }
        data.add(WRONG_TYPE, "revision", "revision must be a whole number or an RFC 3339 instant");
        return null;
    }

    private static boolean fits(Fields data, @Nullable RevisionKind kind, RevisionKind sent) {
        if (kind == null || kind == sent) {
            return true;
        }
        String wanted = switch (kind) {
            case NUMBER -> "whole numbers";
            case INSTANT -> "RFC 3339 instants";
        };
        data.add(REVISION_KIND, "revision", "the revisions of this source are " + wanted);
        return false;
    }
}
