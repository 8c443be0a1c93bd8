package sla.evaluator.performance;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.performance.PerformanceAnswer.Row;
import sla.evaluator.performance.PerformanceAnswer.SourceState;
import sla.evaluator.performance.PerformanceAnswer.Value;
import sla.evaluator.seal.NotKept;
import sla.evaluator.series.Series;
import sla.model.agreement.Metric;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Measure;

/** One page of rows, in the order of time and then of the groups' keys. */
record PerformancePage(List<Row> rows, @Nullable String next) {

    /** The series that share one value in each dimension grouped by. */
    record Group(Map<String, @Nullable String> values, Map<Integer, Series> series) {}

    static PerformancePage of(
            PerformanceQuery query,
            SortedMap<String, Group> groups,
            Map<Place, CellCounts> read,
            Map<String, SourceState> states,
            Map<Place, Completeness> completeness,
            Map<Place, List<NotKept>> notKept) {
        List<@Nullable Instant> provisionalFrom = new ArrayList<>();
        groups.values()
                .forEach(group -> provisionalFrom.add(
                        SourceStates.provisionalFrom(states, group.series().values())
                                .orElse(null)));
        List<Row> rows = new ArrayList<>();
        for (int bucket = 0; bucket < query.edges().size() - 1; bucket++) {
            Instant from = query.edges().get(bucket);
            Instant to = query.edges().get(bucket + 1);
            int number = 0;
            for (Map.Entry<String, Group> group : groups.entrySet()) {
                Place place = new Place(bucket, number);
                CellCounts cell = read.get(place);
                Instant mayChange = provisionalFrom.get(number++);
                if (query.after() != null && (from + "\u0002" + group.getKey()).compareTo(query.after()) <= 0) {
                    continue;
                }
                if (rows.size() == query.limit()) {
                    return new PerformancePage(rows, cursor(rows.getLast()));
                }
                boolean provisional = mayChange != null && to.isAfter(mayChange);
                List<NotKept> gone = notKept.getOrDefault(place, List.of());
                rows.add(
                        gone.isEmpty()
                                ? new Row(
                                        from,
                                        to,
                                        group.getValue().values(),
                                        provisional,
                                        completeness.getOrDefault(place, Completeness.NOT_DECLARED),
                                        List.of(),
                                        values(query.metrics(), Objects.requireNonNullElseGet(cell, CellCounts::new)))
                                : new Row(
                                        from,
                                        to,
                                        group.getValue().values(),
                                        provisional,
                                        null,
                                        gone,
                                        withoutValues(query.metrics(), gone)));
            }
        }
        return new PerformancePage(rows, null);
    }

    /** Unknown values sort first and differ from empty ones. */
    static String key(Map<String, @Nullable String> values) {
        StringBuilder key = new StringBuilder();
        values.values()
                .forEach(value -> key.append(value == null ? "0" : "1" + value).append('\u0001'));
        return key.toString();
    }

    /**
     * The text, if it is such as {@link #cursor} makes.
     *
     * @throws IllegalArgumentException if it is not
     * @throws java.time.DateTimeException if its moment is none
     */
    static String requireCursor(String text) {
        int end = text.indexOf('\u0002');
        if (end < 0) {
            throw new IllegalArgumentException("not a cursor");
        }
        Instant.parse(text.substring(0, end));
        return text;
    }

    private static String cursor(Row last) {
        String key = last.from() + "\u0002" + key(last.group());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** What is left of the counts would give other values. */
    private static List<Value> withoutValues(Map<String, Metric> metrics, List<NotKept> notKept) {
        List<Value> values = new ArrayList<>();
        metrics.forEach((name, metric) -> values.add(new Value(
                name,
                MetricFormula.measure(metric, new CellCounts()).formula(),
                metric.unit(),
                "not-kept",
                null,
                null,
                null,
                NotKept.sentence(notKept),
                Collections.emptySortedMap())));
        return values;
    }

    private static List<Value> values(Map<String, Metric> metrics, Counts counts) {
        List<Value> values = new ArrayList<>();
        metrics.forEach((name, metric) -> {
            MetricResult result = MetricFormula.measure(metric, counts);
            values.add(
                    switch (result.measure()) {
                        case Measure.Measured measured ->
                            new Value(
                                    name,
                                    result.formula(),
                                    metric.unit(),
                                    "measured",
                                    measured.value().round(6, RoundingMode.HALF_UP),
                                    measured.numerator(),
                                    measured.denominator(),
                                    null,
                                    result.counts());
                        case Measure.OfParts _ -> throw new IllegalStateException("performance has no parts");
                        case Measure.NotMeasured none ->
                            new Value(
                                    name,
                                    result.formula(),
                                    metric.unit(),
                                    "not-measured",
                                    null,
                                    null,
                                    null,
                                    none.reason(),
                                    result.counts());
                    });
        });
        return values;
    }
}
