package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sum of the chosen parts of handling time / answered contacts.
 *
 * @param parts which parts make up the handling time of this contract, at least one
 * @param unknown what happens to contacts of which a chosen part is unknown; it is never taken as 0
 */
public record AverageHandleTime(
        @JsonProperty(required = true) Set<Part> parts, UnknownParts unknown) implements Metric {
    public AverageHandleTime {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must name at least one part");
        }
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
        unknown = unknown == null ? UnknownParts.EXCLUDE : unknown;
    }

    public enum Part {
        @JsonProperty("talk")
        TALK,
        @JsonProperty("hold")
        HOLD,
        @JsonProperty("wrap-up")
        WRAP_UP
    }

    public enum UnknownParts {
        /** Contacts with an unknown part are left out of numerator and denominator. */
        @JsonProperty("exclude")
        EXCLUDE,
        /** One contact with an unknown part makes the KPI "not measured". */
        @JsonProperty("not-measured")
        NOT_MEASURED
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }
}
