package sla.evaluator.metric;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sla.model.agreement.Metric;
import sla.model.time.Span;

/**
 * What a metric asked of the counts between edges.
 *
 * @param edges ascending
 * @param bySpan those from edge i to edge i + 1; what has none is absent
 */
public record NamedCountsOverTime(Metric metric, List<Instant> edges, Map<Integer, NamedCounts> bySpan)
        implements CountsOverTime {
    @Override
    public Counts within(List<Span> spans) {
        Map<String, Long> sums = new LinkedHashMap<>(NamedCounts.of(metric, NoCounts.NONE));
        for (Span span : spans) {
            int to = edge(span.endExclusive());
            for (int i = edge(span.startInclusive()); i < to; i++) {
                NamedCounts next = bySpan.get(i);
                if (next != null) {
                    next.addTo(sums);
                }
            }
        }
        return new NamedCounts(sums);
    }

    private int edge(Instant at) {
        int edge = Collections.binarySearch(edges, at);
        if (edge < 0) {
            throw new IllegalArgumentException("Nothing was counted from " + at + " on");
        }
        return edge;
    }
}
