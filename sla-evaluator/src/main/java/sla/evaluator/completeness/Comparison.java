package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.CountsReader;
import sla.evaluator.metric.Counts;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;
import sla.model.event.Outcome;

/**
 * Compares control totals with the counts of the same quarter-hours, by the moment of offer. Only those that touch a day
 * on which something changed are compared again, so a live vendor costs a day and not a month. Where intervals overlap the
 * shorter one is compared; of equally long ones none is, for they contradict each other.
 */
@ApplicationScoped
public class Comparison {
    private static final Duration SHORT = Duration.ofDays(2);

    private final CountsReader counts;

    Comparison(CountsReader counts) {
        this.counts = counts;
    }

    /** A control total beside what was received, as of now and as it is stored. */
    record Compared(
            String recordId,
            DeclaredKey key,
            Instant from,
            Instant to,
            long declared,
            boolean overlapped,
            long received,
            @Nullable Boolean storedOverlapped,
            long storedReceived) {
        boolean isStored() {
            return Objects.equals(overlapped, storedOverlapped) && received == storedReceived;
        }

        Compared received(long contacts) {
            return new Compared(
                    recordId, key, from, to, declared, overlapped, contacts, storedOverlapped, storedReceived);
        }
    }

    /**
     * Compares anew what touches these days, and stores it.
     *
     * @param connection in a transaction with repeatable reads, which takes the notes of these days and holds the
     *     evaluation's lock: one writer at a time
     */
    public void refresh(Connection connection, Collection<VendorDay> days, Map<Integer, Series> series)
            throws SQLException {
        List<Compared> changed = of(connection, days, series).stream()
                .filter(compared -> !compared.isStored())
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        String sql = """
                insert into control_total_comparison (source, record_id, overlapped, received) values (?, ?, ?, ?)
                on conflict (source, record_id) do update set overlapped = excluded.overlapped,
                    received = excluded.received
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            for (Compared compared : changed) {
                upsert.setString(1, compared.key().source());
                upsert.setString(2, compared.recordId());
                upsert.setBoolean(3, compared.overlapped());
                upsert.setLong(4, compared.received());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** All that touch these days and could be compared, as of now. */
    List<Compared> of(Connection connection, Collection<VendorDay> days, Map<Integer, Series> series)
            throws SQLException {
        List<Compared> touched = touched(connection, days);
        if (touched.isEmpty()) {
            return touched;
        }
        Map<DeclaredKey, Map<Integer, Series>> byKey = new HashMap<>();
        series.forEach((id, one) ->
                byKey.computeIfAbsent(DeclaredKey.of(one), _ -> new TreeMap<>()).put(id, one));
        // What is read together spans no more than a few days, or the same interval.
        Map<List<Instant>, List<Compared>> chunks = new LinkedHashMap<>();
        for (Compared total : touched) {
            boolean isShort = Duration.between(total.from(), total.to()).compareTo(SHORT) <= 0;
            Instant day = total.from().truncatedTo(ChronoUnit.DAYS);
            chunks.computeIfAbsent(isShort ? List.of(day) : List.of(total.from(), total.to()), _ -> new ArrayList<>())
                    .add(total);
        }
        List<Compared> compared = new ArrayList<>(touched.size());
        for (List<Compared> chunk : chunks.values()) {
            compared.addAll(received(connection, chunk, byKey));
        }
        return compared;
    }

    private static List<Compared> touched(Connection connection, Collection<VendorDay> days) throws SQLException {
        if (days.isEmpty()) {
            return List.of();
        }
        String sql = """
                with changed as (
                    select vendor, day::timestamp at time zone 'UTC' as start
                    from unnest(?::text[], ?::date[]) as d (vendor, day)
                ), touched as (
                    select distinct t.* from changed d join control_total t on t.vendor = d.vendor
                        and t.to_at > d.start and t.to_at < d.start + interval '792 hours'
                        and t.from_at < d.start + interval '24 hours'
                    where t.obstacle is null
                )
                select t.source, t.record_id, t.vendor, t.queue, t.from_at, t.to_at, t.declared, c.overlapped, c.received,
                    exists (select from control_total o
                        where o.source = t.source and o.vendor = t.vendor and o.queue = t.queue
                          and o.record_id <> t.record_id and o.obstacle is null
                          and o.to_at > t.from_at and o.from_at < t.to_at
                          and o.to_at < t.to_at + make_interval(secs => extract(epoch from t.to_at - t.from_at)::float)
                          and o.to_at - o.from_at <= t.to_at - t.from_at)
                from touched t left join control_total_comparison c on c.source = t.source and c.record_id = t.record_id
                order by t.source, t.record_id
                """;
        List<Compared> touched = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", days.stream().map(VendorDay::vendor).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "date",
                            days.stream()
                                    .map(VendorDay::day)
                                    .map(LocalDate::toString)
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    touched.add(new Compared(
                            row.getString(2),
                            new DeclaredKey(row.getString(1), row.getString(3), row.getString(4)),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            row.getLong(7),
                            row.getBoolean(10),
                            0,
                            row.getObject(8, Boolean.class),
                            row.getLong(9)));
                }
            }
        }
        return touched;
    }

    private List<Compared> received(
            Connection connection, List<Compared> totals, Map<DeclaredKey, Map<Integer, Series>> series)
            throws SQLException {
        TreeSet<Instant> moments = new TreeSet<>();
        Map<DeclaredKey, Integer> numbers = new HashMap<>();
        List<Map<Integer, Series>> groups = new ArrayList<>();
        for (Compared total : totals) {
            moments.add(total.from());
            moments.add(total.to());
            if (numbers.putIfAbsent(total.key(), groups.size()) == null) {
                groups.add(series.getOrDefault(total.key(), Map.of()));
            }
        }
        List<Instant> edges = List.copyOf(moments);
        Map<Instant, Integer> places = new HashMap<>();
        for (int i = 0; i < edges.size(); i++) {
            places.put(edges.get(i), i);
        }
        Map<Place, CellCounts> read = counts.read(
                connection, new CountsQuery(Attribution.OFFERED, groups, null, edges, null, Set.of(), Set.of()));
        List<Compared> compared = new ArrayList<>(totals.size());
        for (Compared total : totals) {
            int group = Objects.requireNonNull(numbers.get(total.key()));
            int end = Objects.requireNonNull(places.get(total.to()));
            long contacts = 0;
            for (int bucket = Objects.requireNonNull(places.get(total.from())); bucket < end; bucket++) {
                CellCounts cell = read.get(new Place(bucket, group));
                contacts += cell == null ? 0 : contacts(cell);
            }
            compared.add(total.received(contacts));
        }
        return compared;
    }

    /** Contacts of every outcome. */
    static long contacts(Counts cell) {
        return Arrays.stream(Outcome.values()).mapToLong(cell::contacts).sum();
    }
}
