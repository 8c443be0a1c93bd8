package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What makes up a count over several periods.
 *
 * @param number how many there are
 * @param latest the last of them, oldest first, at most {@link #MOST_NAMED}: the labels of the periods, or of the windows,
 *     with points {@code 2026-01: 3}
 */
public record Counted(
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) List<String> latest) {
    public static final int MOST_NAMED = 12;

    public Counted {
        latest = List.copyOf(latest.subList(Math.max(0, latest.size() - MOST_NAMED), latest.size()));
    }

    /** Of all that there are, oldest first. */
    public static Counted of(List<String> all) {
        return new Counted(all.size(), all);
    }

    /** {@code 2026-01, 2026-03}, {@code 3 more, 2025-01, …}. */
    public String words() {
        int more = number - latest.size();
        return (more == 0 ? "" : more + " more, ") + String.join(", ", latest);
    }
}
