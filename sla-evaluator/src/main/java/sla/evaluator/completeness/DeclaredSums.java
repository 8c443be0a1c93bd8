package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sla.evaluator.series.Series;
import sla.model.evaluation.Completeness.Declared;

/** Sums what was declared and received over the declared intervals that lie wholly within spans of time. */
@ApplicationScoped
public class DeclaredSums {
    private final Comparison comparison;

    DeclaredSums(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Which sum: an index into the edges, and what was declared. */
    public record Place(int bucket, DeclaredKey key) {}

    /**
     * As of the last comparison, which follows the counts by about a second.
     *
     * @param vendors only of these; of all if empty
     * @param edges at least two, ascending: bucket i is from edge i to edge i + 1
     * @return without what was not declared; {@code undeclared} is 0
     */
    public Map<Place, Declared> compared(Connection connection, Collection<String> vendors, List<Instant> edges)
            throws SQLException {
        return stored(connection, vendors, edges, "");
    }

    /**
     * As of this transaction: what touches a day whose change nobody has looked at yet is compared here.
     *
     * @param connection in a transaction with repeatable reads
     */
    public Map<Place, Declared> exact(
            Connection connection, String vendor, List<Instant> edges, Map<Integer, Series> series)
            throws SQLException {
        Map<Place, Declared> sums = stored(connection, List.of(vendor), edges, """
                 and not exists (select from changed_day d where d.vendor = t.vendor
                     and d.day >= (t.from_at at time zone 'UTC')::date
                     and d.day <= ((t.to_at - interval '1 microsecond') at time zone 'UTC')::date)
                """);
        for (Comparison.Compared total : comparison.of(connection, pending(connection, vendor), series)) {
            if (!total.overlapped()) {
                add(sums, total, edges);
            }
        }
        return sums;
    }

    private static void add(Map<Place, Declared> sums, Comparison.Compared total, List<Instant> edges) {
        for (int bucket = 0; bucket < edges.size() - 1; bucket++) {
            if (!total.from().isBefore(edges.get(bucket)) && !total.to().isAfter(edges.get(bucket + 1))) {
                long missing = Math.max(total.declared() - total.received(), 0);
                long extra = Math.max(total.received() - total.declared(), 0);
                sums.merge(
                        new Place(bucket, total.key()),
                        new Declared(1, total.declared(), total.received(), missing, extra, 0),
                        Declared::plus);
            }
        }
    }

    private static List<VendorDay> pending(Connection connection, String vendor) throws SQLException {
        List<VendorDay> days = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select distinct day from changed_day where vendor = ?")) {
            select.setString(1, vendor);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(new VendorDay(vendor, row.getObject(1, LocalDate.class)));
                }
            }
        }
        return days;
    }

    private static Map<Place, Declared> stored(
            Connection connection, Collection<String> vendors, List<Instant> edges, String condition)
            throws SQLException {
        String sql = """
                select bucket - 1, source, vendor, queue, count(*), sum(declared)::bigint, sum(received)::bigint,
                       sum(greatest(declared - received, 0))::bigint, sum(greatest(received - declared, 0))::bigint
                from (select t.*, c.received, width_bucket(t.from_at, e.edges) as bucket,
                             width_bucket(t.to_at - interval '1 microsecond', e.edges) as last_bucket
                      from control_total t
                      join control_total_comparison c on c.source = t.source and c.record_id = t.record_id
                      cross join (select ?::timestamptz[] as edges) e
                      where t.obstacle is null and not c.overlapped and t.to_at > ? and t.to_at <= ? and t.from_at >= ?
                        and (cardinality(?::text[]) = 0 or t.vendor = any (?)) {condition}) x
                where bucket = last_bucket
                group by 1, 2, 3, 4
                """.replace("{condition}", condition);
        Map<Place, Declared> sums = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "timestamptz", edges.stream().map(Instant::toString).toArray()));
            select.setObject(2, edges.getFirst().atOffset(ZoneOffset.UTC));
            select.setObject(3, edges.getLast().atOffset(ZoneOffset.UTC));
            select.setObject(4, edges.getFirst().atOffset(ZoneOffset.UTC));
            select.setArray(5, connection.createArrayOf("text", vendors.toArray()));
            select.setArray(6, connection.createArrayOf("text", vendors.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sums.put(
                            new Place(
                                    row.getInt(1),
                                    new DeclaredKey(row.getString(2), row.getString(3), row.getString(4))),
                            new Declared(
                                    row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9), 0));
                }
            }
        }
        return sums;
    }
}
