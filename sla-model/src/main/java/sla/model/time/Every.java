package sla.model.time;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** How long the spans are that follow each other. */
public enum Every {
    /** Minutes of an hour, from the full hour on. */
    @JsonProperty("quarter-hour")
    QUARTER_HOUR("quarter-hour", 15, null),
    @JsonProperty("half-hour")
    HALF_HOUR("half-hour", 30, null),
    @JsonProperty("hour")
    HOUR("hour", 60, null),
    @JsonProperty("day")
    DAY("day", null, null),
    /** Monday to Sunday (ISO 8601). */
    @JsonProperty("week")
    WEEK("week", null, null),
    /** 15 days, and what is left of the month. */
    @JsonProperty("half-month")
    HALF_MONTH("half month", null, null),
    @JsonProperty("month")
    MONTH("month", null, 1),
    @JsonProperty("quarter")
    QUARTER("quarter", null, 3),
    @JsonProperty("half-year")
    HALF_YEAR("half year", null, 6),
    @JsonProperty("year")
    YEAR("year", null, 12),
    /** The agreement's own periods. */
    @JsonProperty("period")
    PERIOD("period", null, null);

    private final String words;
    private final @Nullable Integer minutes;
    private final @Nullable Integer months;

    Every(String words, @Nullable Integer minutes, @Nullable Integer months) {
        this.words = words;
        this.minutes = minutes;
        this.months = months;
    }

    /** {@code half month}. */
    public String words() {
        return words;
    }

    /** Null for whole days and more. */
    public @Nullable Integer minutes() {
        return minutes;
    }

    /** Whole months; null for what is shorter. */
    public @Nullable Integer months() {
        return months;
    }
}
