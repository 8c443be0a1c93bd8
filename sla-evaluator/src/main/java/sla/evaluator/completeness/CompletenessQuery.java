package sla.evaluator.completeness;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.span.TimeUnit;

/**
 * What is asked for.
 *
 * @param edges of the spans of time, at least two
 * @param filters allowed values by dimension; a dimension that is not listed does not matter
 * @param after the last key of the page before; empty for the first page
 */
record CompletenessQuery(
        @Nullable ZoneId zone,
        TimeUnit time,
        List<Instant> edges,
        List<DeclaredDimension> groupBy,
        Map<DeclaredDimension, Set<String>> filters,
        int limit,
        String after) {

    boolean matches(DeclaredKey key) {
        return filters.entrySet().stream()
                .allMatch(filter -> filter.getValue().contains(filter.getKey().of(key)));
    }

    Set<String> filter(DeclaredDimension dimension) {
        return filters.getOrDefault(dimension, Set.of());
    }

    Instant from() {
        return edges.getFirst();
    }

    Instant to() {
        return edges.getLast();
    }
}
