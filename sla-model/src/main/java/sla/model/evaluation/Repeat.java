package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;

/**
 * That a line is a failure, and which one.
 *
 * @param number 1 for the first
 * @param earlier the labels of the periods, or of the windows, in which the earlier ones were, oldest first; at most
 *     {@link #MOST_NAMED} of them
 * @param how where earlier ones were looked for: {@code in a row}, {@code in the last 12 periods}
 * @param corrected frozen periods that were looked at as their differences have them, whether they are failures so or
 *     not: the last of them, at most {@link #MOST_NAMED}; absent if there are none
 * @param times what this one counts
 */
public record Repeat(
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) List<String> earlier,
        @JsonProperty(required = true) String how,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Corrected> corrected,

        @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal times) {
    public static final int MOST_NAMED = 12;

    public Repeat {
        earlier = List.copyOf(earlier);
        corrected = corrected == null ? List.of() : List.copyOf(corrected);
    }

    /** {@code in a row, after 2026-01}, {@code in the last 24 periods, after 2 more, 2025-01, …}. */
    public String words() {
        int more = number - 1 - earlier.size();
        return how
                + (earlier.isEmpty()
                        ? ""
                        : ", after " + (more == 0 ? "" : more + " more, ") + String.join(", ", earlier))
                + Corrected.words(corrected);
    }
}
