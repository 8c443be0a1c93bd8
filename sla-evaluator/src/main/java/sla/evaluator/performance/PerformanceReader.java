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

/** Answers a performance query from the counts, in one snapshot. */
@ApplicationScoped
class PerformanceReader {
    private static final int MOST_PLACES = 20_000;

    /** Of the groups that are kept: dashboards ask the same again and again. */
    private static final int MOST_SERIES = 100_000;

    private final SnapshotReads reads;
    private final SeriesCatalog catalog;
    private final CountsReader counts;
    private final SourceStates sourceStates;
    private final RowCompleteness completeness;
    private final Cache<Grouping, Grouped> grouped = Caffeine.newBuilder()
            .maximumWeight(MOST_SERIES)
            .weigher((Grouping _, Grouped last) -> 1
                    + last.groups().values().stream()
                            .mapToInt(group -> group.series().size())
                            .sum())
            .executor(Runnable::run)
            .build();

    private record Grouping(Map<Dimension, Set<String>> filters, List<Dimension> groupBy) {}

    private record Grouped(SameGroups same, SortedMap<String, Group> groups) {}

    /** Series are never removed or changed: as many are the same. */
    private record SameGroups(Grouping grouping, int seriesInAll) {}

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
        Grouped last = grouped(query, all);
        SortedMap<String, Group> groups = last.groups();
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
                counts.read(connection, counted(connection, query, last)),
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

    private Grouped grouped(PerformanceQuery query, Map<Integer, Series> all) {
        SameGroups now = new SameGroups(new Grouping(query.filters(), query.groupBy()), all.size());
        @Nullable Grouped last = grouped.getIfPresent(now.grouping());
        if (last == null || !last.same().equals(now)) {
            last = new Grouped(now, groups(query, all));
            grouped.put(now.grouping(), last);
        }
        return last;
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

    private CountsQuery counted(Connection connection, PerformanceQuery query, Grouped grouped) throws SQLException {
        return new CountsQuery(
                query.attribution(),
                grouped.groups().values().stream().map(Group::series).toList(),
                grouped.same(),
                query.edges(),
                counts.zoneWithDays(connection, query.zone()),
                MetricFormula.waitBounds(query.metrics().values()),
                MetricFormula.judgements(query.metrics().values()));
    }
}
