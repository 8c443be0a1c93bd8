package sla.evaluator.completeness;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a control total is compared with what was received, and if not, why. */
public enum DeclaredState {
    /** Not looked at yet. */
    NEW("new"),

    COMPARED("compared"),

    /** Another one of the same source, vendor and queue speaks of a part of the interval, and is no longer. */
    OVERLAPPING("overlapping"),

    /** It does not begin and end at full quarter-hours of UTC, for which counts are kept. */
    OFF_QUARTER_HOURS("off-quarter-hours"),

    /** It speaks of more than 31 days and an hour: a month in which clocks are put back. */
    TOO_LONG("too-long");

    private final String label;

    DeclaredState(String label) {
        this.label = label;
    }

    /** As it is stored and shown. */
    @JsonValue
    public String label() {
        return label;
    }
}
