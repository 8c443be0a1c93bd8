package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sum of the chosen parts of handling time of answered contacts, in minutes and their parts: milliseconds are added up
 * before anything is rounded.
 *
 * @param parts which parts make up the handling time of this contract, at least one
 * @param unknown what happens to contacts of which a chosen part is unknown; it is never taken as 0
 */
public record HandledMinutes(
        @JsonProperty(required = true) Set<AverageHandleTime.Part> parts, AverageHandleTime.UnknownParts unknown)
        implements Metric {
    public HandledMinutes {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must name at least one part");
        }
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
        unknown = unknown == null ? AverageHandleTime.UnknownParts.EXCLUDE : unknown;
    }

    @Override
    public Unit unit() {
        return Unit.MINUTES;
    }
}
