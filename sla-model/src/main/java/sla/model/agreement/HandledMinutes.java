package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sum of the chosen parts of handling time of answered contacts, in minutes and their parts: milliseconds are added up
 * before anything is rounded, unless each contact is rounded on its own.
 *
 * @param parts which parts make up the handling time of this contract, at least one
 * @param unknown what happens to contacts of which a chosen part is unknown; it is never taken as 0
 * @param each how the time of each contact is rounded before it is added up; absent means not at all
 */
public record HandledMinutes(
        @JsonProperty(required = true) Set<AverageHandleTime.Part> parts,
        AverageHandleTime.UnknownParts unknown,
        @Nullable Each each)
        implements Metric {
    private static final long SECOND_MILLIS = 1000;

    public HandledMinutes {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must name at least one part");
        }
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
        unknown = unknown == null ? AverageHandleTime.UnknownParts.EXCLUDE : unknown;
    }

    /** One that is rounded nowhere. */
    public HandledMinutes(Set<AverageHandleTime.Part> parts, AverageHandleTime.@Nullable UnknownParts unknown) {
        this(parts, unknown == null ? AverageHandleTime.UnknownParts.EXCLUDE : unknown, null);
    }

    /**
     * The time of one contact as it is counted: not less than a minimum, then a whole number of steps. Calls of 61 s and
     * 10 s are 2 + 1 minutes by started minutes.
     *
     * @param seconds of a step: 60 for minutes, 1 for seconds
     * @param steps what becomes of a part of a step
     * @param atLeastSeconds the least that an answered contact counts as; absent means its own time
     */
    public record Each(
            @JsonProperty(required = true) int seconds,
            @JsonProperty(required = true) Steps steps,
            @Nullable Integer atLeastSeconds) {
        public enum Steps {
            /** A started step counts as a whole one. */
            @JsonProperty("started")
            STARTED,
            /** A part of a step does not count. */
            @JsonProperty("full")
            FULL,
            /** Half a step or more counts as a whole one. */
            @JsonProperty("nearest")
            NEAREST
        }

        /** @return milliseconds */
        public long count(long millis) {
            long step = seconds * SECOND_MILLIS;
            long least = atLeastSeconds == null ? 0 : atLeastSeconds * SECOND_MILLIS;
            long raised = Math.max(millis, least);
            return step
                    * switch (steps) {
                        case STARTED -> Math.ceilDiv(raised, step);
                        case FULL -> raised / step;
                        case NEAREST -> (2 * raised + step) / (2 * step);
                    };
        }
    }

    @Override
    public Unit unit() {
        return Unit.MINUTES;
    }

    @Override
    public boolean addsUp() {
        return true;
    }

    @Override
    public boolean looksAtRecords() {
        return each != null;
    }
}
