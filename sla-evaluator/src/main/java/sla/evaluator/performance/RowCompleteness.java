package sla.evaluator.performance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.completeness.DeclaredSums;
import sla.evaluator.completeness.ReceivedContacts;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.CountsReader;
import sla.evaluator.performance.PerformancePage.Group;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Completeness.Declared;

/**
 * The completeness of the rows of an answer. Control totals know no more than source, vendor and queue: a row that is of
 * some site or channel has the completeness of its queues as a whole.
 */
@ApplicationScoped
class RowCompleteness {
    private static final Set<Dimension> DECLARED = Set.of(Dimension.SOURCE, Dimension.VENDOR, Dimension.QUEUE);

    private final DeclaredSums sums;
    private final ReceivedContacts received;
    private final CountsReader counts;
    private final SeriesCatalog catalog;

    RowCompleteness(DeclaredSums sums, ReceivedContacts received, CountsReader counts, SeriesCatalog catalog) {
        this.sums = sums;
        this.received = received;
        this.counts = counts;
        this.catalog = catalog;
    }

    /** By bucket and group; a place for which nothing was declared is absent. */
    Map<Place, Completeness> of(Connection connection, PerformanceQuery query, List<Group> groups) throws SQLException {
        Set<String> vendors = query.filters().getOrDefault(Dimension.VENDOR, Set.of());
        Map<DeclaredSums.Place, Declared> declared = sums.compared(connection, vendors, query.edges());
        if (declared.isEmpty()) {
            return Map.of();
        }
        List<Predicate<DeclaredKey>> concerned =
                groups.stream().map(group -> concerned(query, group)).toList();
        Map<Place, Declared> rows = new HashMap<>();
        declared.forEach((place, sum) -> {
            for (int group = 0; group < concerned.size(); group++) {
                if (concerned.get(group).test(place.key())) {
                    rows.merge(new Place(place.bucket(), group), sum, Declared::plus);
                }
            }
        });
        if (rows.isEmpty()) {
            return Map.of();
        }
        Map<Place, Long> contacts = contacts(connection, query, concerned);
        Map<Place, Completeness> completeness = new HashMap<>();
        rows.forEach((place, sum) -> completeness.put(
                place, sum.withUndeclared(Math.max(0, contacts.getOrDefault(place, 0L) - sum.received()))));
        return completeness;
    }

    private Map<Place, Long> contacts(
            Connection connection, PerformanceQuery query, List<Predicate<DeclaredKey>> concerned) throws SQLException {
        Map<Integer, Series> all = catalog.all(connection);
        List<Map<Integer, Series>> groups = new ArrayList<>();
        for (Predicate<DeclaredKey> group : concerned) {
            Map<Integer, Series> series = new TreeMap<>();
            all.forEach((id, one) -> {
                if (group.test(DeclaredKey.of(one))) {
                    series.put(id, one);
                }
            });
            groups.add(series);
        }
        return received.of(connection, groups, query.edges(), counts.zoneWithDays(connection, query.zone()));
    }

    /** A queue that was declared and of which nothing came has no series: it is found by its names alone. */
    static Predicate<DeclaredKey> concerned(PerformanceQuery query, Group group) {
        Set<DeclaredKey> keys = new HashSet<>();
        group.series().values().forEach(series -> keys.add(DeclaredKey.of(series)));
        boolean byNames = DECLARED.containsAll(query.filters().keySet()) && DECLARED.containsAll(query.groupBy());
        return key -> keys.contains(key) || (byNames && matches(query, group, key));
    }

    private static boolean matches(PerformanceQuery query, Group group, DeclaredKey key) {
        return DECLARED.stream().allMatch(dimension -> {
            String value = value(dimension, key);
            Set<String> filter = query.filters().get(dimension);
            @Nullable String own = group.values().get(dimension.label());
            return (filter == null || filter.contains(value))
                    && (!group.values().containsKey(dimension.label()) || Objects.equals(own, value));
        });
    }

    private static String value(Dimension dimension, DeclaredKey key) {
        return switch (dimension) {
            case SOURCE -> key.source();
            case VENDOR -> key.vendor();
            case QUEUE -> key.queue();
            case SITE, CHANNEL, LANGUAGE, LINE, DIRECTION ->
                throw new IllegalArgumentException("nothing is declared by " + dimension);
        };
    }
}
