package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Deletes the counts of a month of a source, piece by piece: quarter-hours with the local days made of them, so that days
 * are at every moment what their quarter-hours give.
 */
public final class CountsDeletion {
    private static final String DAY_KEY = "zone, day_start, series_id, attribution";

    /** A piece is at least a day. */
    private static final long MOST_CELLS = 100_000;

    private CountsDeletion() {}

    /** A vendor's queue of which something is counted. */
    public record CountedQueue(String vendor, String queue) {}

    /** The first month of UTC in which the source has counts. */
    public static Optional<YearMonth> oldest(Connection connection, String source) throws SQLException {
        YearMonth oldest = null;
        for (CountTable counts : CountTable.values()) {
            // Each first row by the index: counts go back for years.
            String sql = """
                    select min(first) from (
                        select (select min(c.interval_start) from {table} c
                                where c.series_id = s.id and c.attribution = a.attribution) as first
                        from series s cross join generate_series(0, 3) a (attribution) where s.source = ?) firsts
                    """.replace("{table}", counts.table);
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, source);
                try (ResultSet row = select.executeQuery()) {
                    OffsetDateTime first = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                    if (first != null) {
                        YearMonth month = YearMonth.from(first.withOffsetSameInstant(ZoneOffset.UTC));
                        oldest = oldest == null || month.isBefore(oldest) ? month : oldest;
                    }
                }
            }
        }
        return Optional.ofNullable(oldest);
    }

    /** All queues of which the source has counts of the month, folded or not. */
    public static Set<CountedQueue> queues(Connection connection, String source, YearMonth month) throws SQLException {
        List<String> present = new ArrayList<>();
        String inMonth = CountScope.of(null, month).ofCounts();
        for (CountTable counts : CountTable.values()) {
            present.add("exists (select from " + counts.table + " c where c.series_id = s.id"
                    + " and c.attribution in (0, 1, 2, 3)" + inMonth + ")");
            present.add("s.id in (select series_id from " + counts.table + "_delta where true" + inMonth + ")");
        }
        return queues(connection, source, present);
    }

    /** All queues of which something is kept of the source's deleted facts in the month. */
    public static Set<CountedQueue> keptQueues(Connection connection, String source, YearMonth month)
            throws SQLException {
        List<String> present = new ArrayList<>();
        for (CountTable counts : CountTable.values()) {
            present.add("s.id in (select series_id from " + counts.table + "_sealed where true"
                    + CountScope.of(null, month).ofCounts() + ")");
        }
        return queues(connection, source, present);
    }

    private static Set<CountedQueue> queues(Connection connection, String source, List<String> anyOf)
            throws SQLException {
        String sql = "select distinct s.vendor, s.queue from series s where s.source = ? and ("
                + String.join(" or ", anyOf) + ") order by 1, 2";
        Set<CountedQueue> queues = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    queues.add(new CountedQueue(row.getString(1), row.getString(2)));
                }
            }
        }
        return queues;
    }

    /** Pieces that hold the whole month, the oldest first. */
    public static List<DayRange> pieces(Connection connection, String source, YearMonth month) throws SQLException {
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        for (int day = 1; day <= month.lengthOfMonth(); day++) {
            days.put(month.atDay(day), 0L);
        }
        String sql = "select (interval_start at time zone 'UTC')::date, count(*) from cell where true"
                + CountScope.of(source, month).ofCounts() + " group by 1";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                days.put(row.getObject(1, LocalDate.class), row.getLong(2));
            }
        }
        return DayRange.of(days, MOST_CELLS);
    }

    /** Deletes what is kept of deleted facts; how many rows. It waits for an attribution that is being built of them. */
    public static long deleteKept(Connection connection, String source, YearMonth month) throws SQLException {
        CountLocks.shared(connection, CountLocks.ATTRIBUTIONS);
        long deleted = 0;
        for (CountTable counts : CountTable.values()) {
            deleted += execute(
                    connection,
                    "delete from " + counts.table + "_sealed where true"
                            + CountScope.of(source, month).ofCounts());
        }
        return deleted;
    }

    /** Deletes the counts of some days; how many rows, without local days. Folds wait meanwhile: nobody else changes counts. */
    public static long delete(Connection connection, String source, DayRange days) throws SQLException {
        CountLocks.exclusive(connection, CountLocks.FOLD);
        CountScope scope =
                new CountScope(source, start(days.first()), start(days.last().plusDays(1)));
        long deleted = 0;
        for (CountTable counts : CountTable.values()) {
            for (String behind : List.of("", "_delta")) {
                deleted +=
                        execute(connection, "delete from " + counts.table + behind + " where true" + scope.ofCounts());
            }
            if (counts == CountTable.CELL) {
                remakeDays(connection, counts, scope);
            }
        }
        return deleted;
    }

    /** A day at the edge goes on with the quarter-hours that are left. */
    private static void remakeDays(Connection connection, CountTable counts, CountScope scope) throws SQLException {
        execute(
                connection,
                "delete from day_" + counts.table + " where zone in (select zone from zone_in_use)" + scope.ofSeries()
                        + scope.ofDays());
        execute(connection, """
                with {expectedDays}
                insert into day_{table} ({key}, {columns}) select {key}, {columns} from expected
                """.replace("{expectedDays}", expectedDays(scope))
                .replace("{table}", counts.table)
                .replace("{key}", DAY_KEY)
                .replace("{columns}", CellColumns.list(counts.columns())));
        DayVersions.change(connection, scope);
    }

    /** {@code expected}: what the quarter-hours give for each day that has one of those that are meant. */
    private static String expectedDays(CountScope scope) {
        return """
                day_of as materialized (
                    select z.zone, i.interval_start, (
                        select max(day_start) from local_day l
                        where l.zone = z.zone and l.day_start <= i.interval_start) as day_start
                    from (select distinct interval_start from cell where true {around}) i cross join zone_in_use z
                ), expected as (
                    select {key}, {sums}, sum_waits(string_agg(waits, '')) as waits
                    from cell join day_of using (interval_start)
                    where true {around} {days}
                    group by {key}
                )""".replace("{days}", scope.ofDays())
                .replace("{around}", scope.withWholeDays().ofCounts())
                .replace("{key}", DAY_KEY)
                .replace("{sums}", CellColumns.sums(CellColumns.CELL));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static long execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
