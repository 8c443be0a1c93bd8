package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That a frozen period was looked back on as it would be now, and not as it was frozen.
 *
 * @param period its label
 * @param difference the number of the difference of that period that says so
 */
public record Corrected(
        @JsonProperty(required = true) String period,
        @JsonProperty(required = true) int difference) {

    /** {@code  (2025-09 as corrected by difference 1)}, to follow something; empty if there are none. */
    public static String words(List<Corrected> all) {
        return all.isEmpty()
                ? ""
                : all.stream()
                        .map(each -> each.period() + " as corrected by difference " + each.difference())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
