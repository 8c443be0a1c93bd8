package sla.ingest.event;

import static sla.model.event.RejectionCode.INVALID_VALUE;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sla.model.event.RecordReference;

/** Reads which interaction an evaluation or an answer is about. */
final class ReferenceReader {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private ReferenceReader() {}

    /** What names no interaction must bring its own queue and channel, or it would count nowhere. */
    static @Nullable RecordReference read(Fields fields) {
        if (!fields.has("interaction")) {
            for (String name : new String[] {"queue", "channel"}) {
                if (!fields.has(name)) {
                    fields.missing(name, name + " is required where no interaction is named");
                }
            }
            return null;
        }
        Fields reference = fields.object("interaction");
        if (reference == null) {
            return null;
        }
        reference.require("source", "recordId");
        String source = reference.text("source", Fields.NAME);
        String recordId = reference.text("recordId", Fields.ID);
        if (source != null && !SOURCE.matcher(source).matches()) {
            reference.add(INVALID_VALUE, "source", "source must be the id of a source: lower-case letters, digits, -");
        }
        return source == null || recordId == null ? null : new RecordReference(source, recordId);
    }
}
