package sla.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.Rejection.Reason;
import sla.model.event.RejectionCode;

/** Everything that is wrong with one message, in the order in which it was found. */
final class Reasons {
    private @Nullable List<Reason> found;

    void add(RejectionCode code, String pointer, @Nullable JsonNode value, String message) {
        add(code, pointer, value == null ? null : Printable.of(value), message);
    }

    void add(RejectionCode code, String pointer, @Nullable String value, String message) {
        if (found == null) {
            found = new ArrayList<>();
        }
        found.add(new Reason(code, pointer, value, message));
    }

    boolean none() {
        return found == null;
    }

    List<Reason> all() {
        return found == null ? List.of() : found;
    }
}
