package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came last in a day or interval in which more came than a corridor takes.
 *
 * @param exclusions how many of the period's exclusions, the first ones, had left something out when it was worked out
 * @param corridor its id
 * @param start of the day or interval
 * @param first the first contact that is beyond the corridor; absent if none is known any more
 * @param leftOut what that one and those behind it add to the KPIs that are relieved
 */
public record LastIn(
        @JsonProperty(required = true) int exclusions,
        @JsonProperty(required = true) String corridor,
        @JsonProperty(required = true) Instant start,
        @Nullable Arrival first,
        @JsonProperty(required = true) List<LeftOut> leftOut) {
    public LastIn {
        leftOut = List.copyOf(leftOut);
    }
}
