package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one KPI leaves out, quarter-hour by quarter-hour.
 *
 * @param intervals oldest first, without those in which nothing is left out
 */
public record LeftOut(
        @JsonProperty(required = true) String kpi,
        @JsonProperty(required = true) List<Interval> intervals) {

    /** @param counts by name, in the order in which the metric asks for them */
    public record Interval(
            @JsonProperty(required = true) Instant start,
            @JsonProperty(required = true) Map<String, Long> counts) {}

    public LeftOut {
        intervals = List.copyOf(intervals);
    }
}
