package sla.evaluator.count;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.model.time.Span;

/**
 * Counts between edges, as they were read.
 *
 * @param edges ascending
 * @param bySpan those from edge i to edge i + 1; what has none is absent
 */
public record CellsOverTime(List<Instant> edges, Map<Integer, CellCounts> bySpan) implements CountsOverTime {
    @Override
    public Counts within(List<Span> spans) {
        CellCounts only = null;
        CellCounts sum = null;
        for (Span span : spans) {
            int to = edge(span.endExclusive());
            for (int i = edge(span.startInclusive()); i < to; i++) {
                CellCounts next = bySpan.get(i);
                if (next == null) {
                    continue;
                }
                if (only == null) {
                    only = next;
                } else {
                    sum = sum == null ? only.copy() : sum;
                    sum.add(next);
                }
            }
        }
        return sum != null ? sum : only != null ? only : new CellCounts();
    }

    private int edge(Instant at) {
        int edge = Collections.binarySearch(edges, at);
        if (edge < 0) {
            throw new IllegalArgumentException("Nothing was counted from " + at + " on");
        }
        return edge;
    }
}
