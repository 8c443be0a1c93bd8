package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.completeness.CompletenessAnswer.Figures;
import sla.evaluator.completeness.CompletenessAnswer.Row;
import sla.evaluator.count.CountsReader;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.NotKept;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Completeness.Declared;

/** Answers a query for completeness in one snapshot: from the counts and from what was compared. */
@ApplicationScoped
class CompletenessReader {
    private static final int MOST_PLACES = 20_000;

    private final SnapshotReads reads;
    private final SeriesCatalog catalog;
    private final DeclaredSums sums;
    private final ReceivedContacts received;
    private final RejectedContacts rejected;
    private final CountsReader counts;

    CompletenessReader(
            SnapshotReads reads,
            SeriesCatalog catalog,
            DeclaredSums sums,
            ReceivedContacts received,
            RejectedContacts rejected,
            CountsReader counts) {
        this.reads = reads;
        this.catalog = catalog;
        this.sums = sums;
        this.received = received;
        this.rejected = rejected;
        this.counts = counts;
    }

    /** What is known of one row, or of all. */
    private static final class Known {
        private long contacts;
        private long rejected;
        private long notCompared;
        private @Nullable Declared declared;
        private final List<DeletedCounts> deleted = new ArrayList<>();

        void add(Known other) {
            deleted.addAll(other.deleted);
            contacts += other.contacts;
            rejected += other.rejected;
            notCompared += other.notCompared;
            add(other.declared);
        }

        void add(@Nullable Declared more) {
            declared = declared == null ? more : more == null ? declared : declared.plus(more);
        }

        /** A contact that came between the comparison and now is no undeclared one. */
        @Nullable
        Figures figures() {
            if (!deleted.isEmpty()) {
                return null; // What is left would give others.
            }
            Completeness completeness = declared == null
                    ? Completeness.NOT_DECLARED
                    : declared.withUndeclared(Math.max(0, contacts - declared.received()));
            return new Figures(contacts, rejected, notCompared, completeness);
        }
    }

    /**
     * @param first one of the places that the row is made of
     */
    private record RowOf(DeclaredSums.Place first, Known known) {}

    CompletenessAnswer read(CompletenessQuery query) throws SQLException {
        return reads.ask(connection -> read(connection, query));
    }

    private CompletenessAnswer read(Connection connection, CompletenessQuery query) throws SQLException {
        Map<DeclaredSums.Place, Known> places = new HashMap<>();
        sums.compared(connection, query.filter(DeclaredDimension.VENDOR), query.edges())
                .forEach((place, declared) -> {
                    if (query.matches(place.key())) {
                        at(places, place).add(declared);
                    }
                });
        rejected.placed(connection, query).forEach((place, count) -> at(places, place).rejected += count);
        notCompared(connection, query).forEach((place, count) -> at(places, place).notCompared += count);
        addContacts(connection, query, places);
        addDeleted(connection, query, places);
        Known total = new Known();
        SortedMap<String, RowOf> rows = new TreeMap<>();
        places.forEach((place, known) -> {
            total.add(known);
            rows.computeIfAbsent(key(query, place), _ -> new RowOf(place, new Known()))
                    .known()
                    .add(known);
        });
        ZoneId zone = query.zone();
        List<Row> page = page(query, rows);
        boolean more = page.size() > query.limit();
        return new CompletenessAnswer(
                zone == null ? null : zone.getId(),
                query.from(),
                query.to(),
                query.time().label(),
                query.groupBy().stream().map(DeclaredDimension::label).toList(),
                total.figures(),
                NotKept.of(total.deleted),
                rejected.elsewhere(connection, query),
                more ? page.subList(0, query.limit()) : page,
                more ? cursor(page.get(query.limit() - 1)) : null);
    }

    private void addContacts(Connection connection, CompletenessQuery query, Map<DeclaredSums.Place, Known> places)
            throws SQLException {
        SortedMap<String, Map<Integer, Series>> groups = new TreeMap<>();
        Map<String, DeclaredKey> keys = new HashMap<>();
        catalog.all(connection).forEach((id, series) -> {
            DeclaredKey key = DeclaredKey.of(series);
            if (query.matches(key)) {
                keys.put(key.toString(), key);
                groups.computeIfAbsent(key.toString(), _ -> new TreeMap<>()).put(id, series);
            }
        });
        long most = (long) groups.size() * (query.edges().size() - 1);
        if (most > MOST_PLACES) {
            throw QueryParameters.badRequest("The answer would look at " + most + " places, more than " + MOST_PLACES
                    + ". Ask for a shorter range, a longer unit of time, or fewer queues.");
        }
        List<String> names = List.copyOf(groups.keySet());
        received.of(
                        connection,
                        List.copyOf(groups.values()),
                        query.edges(),
                        counts.zoneWithDays(connection, query.zone()))
                .forEach((place, contacts) -> {
                    DeclaredKey key = keys.get(names.get(place.group()));
                    if (key != null) {
                        at(places, new DeclaredSums.Place(place.bucket(), key)).contacts += contacts;
                    }
                });
    }

    private static void addDeleted(
            Connection connection, CompletenessQuery query, Map<DeclaredSums.Place, Known> places) throws SQLException {
        for (DeletedCounts one : DeletedCounts.of(connection, query.from(), query.to())) {
            DeclaredKey key = new DeclaredKey(one.source(), one.vendor(), one.queue());
            for (int bucket = 0; bucket < query.edges().size() - 1 && query.matches(key); bucket++) {
                if (one.touch(query.edges().get(bucket), query.edges().get(bucket + 1))) {
                    at(places, new DeclaredSums.Place(bucket, key)).deleted.add(one);
                }
            }
        }
    }

    private static Map<DeclaredSums.Place, Long> notCompared(Connection connection, CompletenessQuery query)
            throws SQLException {
        String sql = """
                select bucket - 1, source, vendor, queue, count(*)
                from (select t.*, width_bucket(t.from_at, e.edges) as bucket,
                             width_bucket(t.to_at - interval '1 microsecond', e.edges) as last_bucket
                      from control_total t
                      left join control_total_comparison c on c.source = t.source and c.record_id = t.record_id
                      cross join (select ?::timestamptz[] as edges) e
                      where (t.obstacle is not null or c.overlapped) and t.to_at > ? and t.to_at <= ? and t.from_at >= ?) x
                where bucket = last_bucket
                group by 1, 2, 3, 4
                """;
        Map<DeclaredSums.Place, Long> totals = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz",
                            query.edges().stream().map(Instant::toString).toArray()));
            select.setObject(2, query.from().atOffset(ZoneOffset.UTC));
            select.setObject(3, query.to().atOffset(ZoneOffset.UTC));
            select.setObject(4, query.from().atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DeclaredKey key = new DeclaredKey(row.getString(2), row.getString(3), row.getString(4));
                    if (query.matches(key)) {
                        totals.put(new DeclaredSums.Place(row.getInt(1), key), row.getLong(5));
                    }
                }
            }
        }
        return totals;
    }

    private static Known at(Map<DeclaredSums.Place, Known> places, DeclaredSums.Place place) {
        return places.computeIfAbsent(place, _ -> new Known());
    }

    private static Row row(CompletenessQuery query, RowOf row) {
        DeclaredSums.Place place = row.first();
        Map<String, String> group = new LinkedHashMap<>();
        query.groupBy().forEach(dimension -> group.put(dimension.label(), dimension.of(place.key())));
        return new Row(
                query.edges().get(place.bucket()),
                query.edges().get(place.bucket() + 1),
                group,
                row.known().figures(),
                NotKept.of(row.known().deleted));
    }

    private static List<Row> page(CompletenessQuery query, SortedMap<String, RowOf> rows) {
        List<Row> page = new ArrayList<>();
        for (Map.Entry<String, RowOf> row : rows.tailMap(query.after()).entrySet()) {
            if (!row.getKey().equals(query.after()) && page.size() <= query.limit()) {
                page.add(row(query, row.getValue()));
            }
        }
        return page;
    }

    private static String key(CompletenessQuery query, DeclaredSums.Place place) {
        List<String> values = query.groupBy().stream()
                .map(dimension -> dimension.of(place.key()))
                .toList();
        return key(query.edges().get(place.bucket()), values);
    }

    private static String key(Instant from, Iterable<String> values) {
        return from + "\u0002" + String.join("\u0001", values);
    }

    private static String cursor(Row last) {
        String key = key(last.from(), last.group().values());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
