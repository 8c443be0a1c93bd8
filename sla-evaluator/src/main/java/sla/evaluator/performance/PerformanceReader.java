package sla.evaluator.performance;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.CountsReader;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.performance.PerformanceAnswer.Row;
import sla.evaluator.performance.PerformanceAnswer.SourceState;
import sla.evaluator.performance.PerformanceAnswer.Value;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.source.SourceProgress;
import sla.evaluator.source.SourceTable;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Measure;
import sla.model.registration.SourceRegistration;

/** Answers a performance query from the counts, in one snapshot. */
@ApplicationScoped
class PerformanceReader {
    private static final int MOST_PLACES = 20_000;
    private static final Duration DEFAULT_DELAY = Duration.ofMinutes(15);

    private final DataSource database;
    private final SeriesCatalog catalog;
    private final CountsReader counts;
    private final SourceTable sources;
    private final SourceProgress progress;
    private final Clock clock;

    PerformanceReader(
            DataSource database,
            SeriesCatalog catalog,
            CountsReader counts,
            SourceTable sources,
            SourceProgress progress,
            Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.counts = counts;
        this.sources = sources;
        this.progress = progress;
        this.clock = clock;
    }

    /** The series that share one value in each dimension grouped by. */
    private record Group(Map<String, @Nullable String> values, Map<Integer, Series> series) {}

    PerformanceAnswer read(PerformanceQuery query) throws SQLException {
        SortedMap<String, Group> groups = groups(query);
        int spans = query.edges().size() - 1;
        if ((long) groups.size() * spans > MOST_PLACES) {
            throw QueryParameters.badRequest("The answer would have " + (long) groups.size() * spans
                    + " rows, more than " + MOST_PLACES
                    + ". Ask for a shorter range, a longer unit of time, or fewer groups.");
        }
        Map<Place, CellCounts> read = read(query, groups.values());
        List<SourceState> states = sourceStates(groups.values());
        Instant provisionalFrom = states.stream()
                .map(SourceState::provisionalFrom)
                .min(Instant::compareTo)
                .orElse(null);
        Page page = page(query, groups, read, provisionalFrom);
        ZoneId zone = query.zone();
        return new PerformanceAnswer(
                zone == null ? null : zone.getId(),
                query.from(),
                query.to(),
                MetricParameters.label(query.attribution()),
                query.time().label(),
                query.groupBy().stream().map(Dimension::label).toList(),
                states,
                provisionalFrom != null && provisionalFrom.isBefore(query.to()) ? provisionalFrom : null,
                page.rows(),
                page.next());
    }

    private SortedMap<String, Group> groups(PerformanceQuery query) throws SQLException {
        TreeMap<String, Group> groups = new TreeMap<>();
        catalog.all().forEach((id, series) -> {
            if (query.matches(series)) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                query.groupBy().forEach(dimension -> values.put(dimension.label(), dimension.of(series)));
                groups.computeIfAbsent(key(values), _ -> new Group(values, new TreeMap<>()))
                        .series()
                        .put(id, series);
            }
        });
        if (groups.isEmpty() && query.groupBy().isEmpty()) {
            groups.put("", new Group(Map.of(), Map.of()));
        }
        return groups;
    }

    /** Unknown values sort first and differ from empty ones. */
    private static String key(Map<String, @Nullable String> values) {
        StringBuilder key = new StringBuilder();
        values.values()
                .forEach(value -> key.append(value == null ? "0" : "1" + value).append('\u0001'));
        return key.toString();
    }

    private Map<Place, CellCounts> read(PerformanceQuery query, Collection<Group> groups) throws SQLException {
        int longestWait = query.metrics().values().stream()
                .flatMap(metric -> MetricFormula.waitBounds(metric).stream())
                .mapToInt(WaitBound::seconds)
                .max()
                .orElse(-1);
        boolean quality = query.metrics().values().stream().anyMatch(QualityScore.class::isInstance);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return counts.read(
                        connection,
                        new CountsQuery(
                                query.attribution(),
                                groups.stream().map(Group::series).toList(),
                                query.edges(),
                                dayZone(connection, query),
                                longestWait >= 0,
                                longestWait,
                                quality));
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    /** Days serve if every edge is a midnight of a zone whose days are kept. */
    private @Nullable ZoneId dayZone(Connection connection, PerformanceQuery query) throws SQLException {
        ZoneId zone = query.zone();
        boolean midnights = zone != null
                && query.edges().stream()
                        .allMatch(edge -> edge.equals(edge.atZone(zone)
                                .toLocalDate()
                                .atStartOfDay(zone)
                                .toInstant()));
        return zone != null && midnights && counts.hasDays(connection, zone) ? zone : null;
    }

    private List<SourceState> sourceStates(Collection<Group> groups) throws SQLException {
        Set<String> used = new TreeSet<>();
        groups.forEach(group -> group.series().values().forEach(series -> used.add(series.source())));
        Map<String, SourceRegistration> registered = sources.all();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<SourceState> states = new ArrayList<>();
        for (SourceProgress.Progress source : progress.all()) {
            if (used.contains(source.source())) {
                SourceRegistration registration = registered.get(source.source());
                Duration delay = registration == null ? DEFAULT_DELAY : registration.usualDelay();
                states.add(new SourceState(
                        source.source(), source.newestOccurredAt(), source.lastReceivedAt(), now.minus(delay)));
            }
        }
        return states;
    }

    private record Page(List<Row> rows, @Nullable String next) {}

    private static Page page(
            PerformanceQuery query,
            SortedMap<String, Group> groups,
            Map<Place, CellCounts> read,
            @Nullable Instant provisionalFrom) {
        List<Row> rows = new ArrayList<>();
        for (int bucket = 0; bucket < query.edges().size() - 1; bucket++) {
            Instant from = query.edges().get(bucket);
            Instant to = query.edges().get(bucket + 1);
            int number = 0;
            for (Map.Entry<String, Group> group : groups.entrySet()) {
                String key = from + "\u0002" + group.getKey();
                CellCounts cell = read.get(new Place(bucket, number++));
                if (query.after() != null && key.compareTo(query.after()) <= 0) {
                    continue;
                }
                if (rows.size() == query.limit()) {
                    return new Page(rows, cursor(rows.getLast()));
                }
                boolean provisional = provisionalFrom != null && to.isAfter(provisionalFrom);
                rows.add(new Row(
                        from,
                        to,
                        group.getValue().values(),
                        provisional,
                        values(query.metrics(), Objects.requireNonNullElseGet(cell, CellCounts::new))));
            }
        }
        return new Page(rows, null);
    }

    private static String cursor(Row last) {
        String key = last.from() + "\u0002" + key(last.group());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
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
