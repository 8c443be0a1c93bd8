package sla.model.term;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a term.
 *
 * @param status since then
 * @param by an office or a role, never a person's name
 * @param at to the microsecond, as it is stored
 * @param note why; absent if nothing was said
 */
public record TermEntry(
        @JsonProperty(required = true) TermStatus status,
        @JsonProperty(required = true) String by,
        @JsonProperty(required = true) Instant at,
        @Nullable String note) {
    public TermEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
