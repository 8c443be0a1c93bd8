package sla.evaluator.performance;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.series.Series;
import sla.evaluator.span.TimeUnit;
import sla.model.agreement.Attribution;
import sla.model.agreement.Metric;

/**
 * What is asked for.
 *
 * @param edges of the spans of time, at least two
 * @param filters allowed values by dimension; a dimension that is not listed does not matter
 * @param after the last key of the page before; null for the first page
 */
record PerformanceQuery(
        Map<String, Metric> metrics,
        Attribution attribution,
        @Nullable ZoneId zone,
        TimeUnit time,
        List<Instant> edges,
        List<Dimension> groupBy,
        Map<Dimension, Set<String>> filters,
        int limit,
        @Nullable String after) {

    boolean matches(Series series) {
        return filters.entrySet().stream()
                .allMatch(filter -> filter.getValue().contains(filter.getKey().of(series)));
    }

    Instant from() {
        return edges.getFirst();
    }

    Instant to() {
        return edges.getLast();
    }
}
