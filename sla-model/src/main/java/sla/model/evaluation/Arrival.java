package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Comparator;

/**
 * A contact by when it came. Of those that came in the same millisecond that one is first whose source is, and then whose
 * record id is, character by character.
 */
public record Arrival(
        @JsonProperty(required = true) Instant at,
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String recordId)
        implements Comparable<Arrival> {
    private static final Comparator<Arrival> IN_ORDER =
            Comparator.comparing(Arrival::at).thenComparing(Arrival::source).thenComparing(Arrival::recordId);

    @Override
    public int compareTo(Arrival other) {
        return IN_ORDER.compare(this, other);
    }
}
