package sla.evaluator.performance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsReader;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.performance.PerformanceAnswer.SourceState;
import sla.evaluator.performance.PerformancePage.Group;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.QualityScore;

/** Answers a performance query from the counts, in one snapshot. */
@ApplicationScoped
class PerformanceReader {
    private static final int MOST_PLACES = 20_000;

    /** Dashboards ask the same again and again. */
    private static final int MOST_GROUPINGS = 1_000;

    private final SnapshotReads reads;
    private final SeriesCatalog catalog;
    private final CountsReader counts;
    private final SourceStates sourceStates;
    private final RowCompleteness completeness;
    private final Cache<Grouping, SortedMap<String, Group>> grouped = Caffeine.newBuilder()
            .maximumSize(MOST_GROUPINGS)
            .executor(Runnable::run)
            .build();

    /** Series are never removed or changed: as many are the same. */
    private record Grouping(Map<Dimension, Set<String>> filters, List<Dimension> groupBy, int seriesInAll) {}

    PerformanceReader(
            SnapshotReads reads,
            SeriesCatalog catalog,
            CountsReader counts,
            SourceStates sourceStates,
            RowCompleteness completeness) {
        this.reads = reads;
        this.catalog = catalog;
        this.counts = counts;
        this.sourceStates = sourceStates;
        this.completeness = completeness;
    }

    PerformanceAnswer read(PerformanceQuery query) throws SQLException {
        return reads.ask(connection -> read(connection, query));
    }

    private PerformanceAnswer read(Connection connection, PerformanceQuery query) throws SQLException {
        if (!counts.isKept(connection, query.attribution())) {
            throw QueryParameters.badRequest("Contacts are not counted by '"
                    + MetricParameters.label(query.attribution())
                    + "', because no active agreement uses that attribution.");
        }
        Map<Integer, Series> all = catalog.all(connection);
        Grouping grouping = new Grouping(query.filters(), query.groupBy(), all.size());
        SortedMap<String, Group> groups = grouped.get(grouping, _ -> groups(query, all));
        int spans = query.edges().size() - 1;
        if ((long) groups.size() * spans > MOST_PLACES) {
            throw QueryParameters.badRequest("The answer would have " + (long) groups.size() * spans
                    + " rows, more than " + MOST_PLACES
                    + ". Ask for a shorter range, a longer unit of time, or fewer groups.");
        }
        List<Series> series = groups.values().stream()
                .flatMap(group -> group.series().values().stream())
                .toList();
        Map<String, SourceState> states =
                sourceStates.read(connection, query.metrics().values(), series);
        List<Group> inOrder = List.copyOf(groups.values());
        RowsNotKept notKept = RowsNotKept.of(connection, query, inOrder);
        PerformancePage page = PerformancePage.of(
                query,
                groups,
                counts.read(connection, counted(connection, query, grouping, groups)),
                states,
                completeness.of(connection, query, inOrder),
                notKept.ofRows());
        ZoneId zone = query.zone();
        return new PerformanceAnswer(
                zone == null ? null : zone.getId(),
                query.from(),
                query.to(),
                MetricParameters.label(query.attribution()),
                query.time().label(),
                query.groupBy().stream().map(Dimension::label).toList(),
                List.copyOf(states.values()),
                SourceStates.provisionalFrom(states, series)
                        .filter(from -> from.isBefore(query.to()))
                        .orElse(null),
                notKept.ofAll(),
                page.rows(),
                page.next());
    }

    private static SortedMap<String, Group> groups(PerformanceQuery query, Map<Integer, Series> all) {
        TreeMap<String, Group> groups = new TreeMap<>();
        all.forEach((id, series) -> {
            if (query.matches(series)) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                query.groupBy().forEach(dimension -> values.put(dimension.label(), dimension.of(series)));
                groups.computeIfAbsent(PerformancePage.key(values), _ -> new Group(values, new TreeMap<>()))
                        .series()
                        .put(id, series);
            }
        });
        if (groups.isEmpty() && query.groupBy().isEmpty()) {
            groups.put("", new Group(Map.of(), Map.of()));
        }
        return Collections.unmodifiableSortedMap(groups);
    }

    private CountsQuery counted(
            Connection connection, PerformanceQuery query, Grouping grouping, SortedMap<String, Group> groups)
            throws SQLException {
        return new CountsQuery(
                query.attribution(),
                groups.values().stream().map(Group::series).toList(),
                grouping,
                query.edges(),
                counts.zoneWithDays(connection, query.zone()),
                MetricFormula.waitBounds(query.metrics().values()),
                query.metrics().values().stream().anyMatch(QualityScore.class::isInstance));
    }
}
