package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.postgresql.PGConnection;
import sla.evaluator.count.RecountedCells.ChangedDay;

/**
 * Tells those who keep what they have read of a day, or of its quarter-hours, that it is another now. Whoever writes rows
 * of {@code day_cell} or {@code cell} calls it in the same transaction, holding {@link CountLocks#FOLD}.
 */
public final class DayVersions {
    private DayVersions() {}

    /**
     * These days have changed. Arrays of one length; a day may stand there several times.
     *
     * @param series whose vendor's day it is
     * @param days where the days begin, milliseconds since 1970
     */
    static void change(Connection connection, String[] zones, int[] series, long[] days) throws SQLException {
        String sql = """
                insert into day_version (zone, vendor, day_start, version)
                select distinct k.zone, s.vendor, {day}, ?::uuid
                from unnest(?::text[], ?::int[], ?::bigint[]) k (zone, series_id, millis)
                join series s on s.id = k.series_id
                on conflict (zone, vendor, day_start) do update set version = excluded.version
                """.replace("{day}", CellFold.moment("k.millis"));
        PGConnection arrays = connection.unwrap(PGConnection.class);
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setObject(1, UUID.randomUUID());
            upsert.setArray(2, arrays.createArrayOf("text", zones));
            upsert.setArray(3, arrays.createArrayOf("int4", series));
            upsert.setArray(4, arrays.createArrayOf("int8", days));
            upsert.executeUpdate();
        }
    }

    /** Every local day with a moment of these days of UTC has changed. */
    static void change(Connection connection, Collection<ChangedDay> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        String sql = """
                update day_version v set version = ?::uuid
                from unnest(?::text[], ?::date[]) k (vendor, day)
                where v.vendor = k.vendor and v.day_start > k.day::timestamp at time zone 'UTC' - interval '{longest}'
                    and v.day_start < (k.day + 1)::timestamp at time zone 'UTC'
                """.replace("{longest}", CountScope.LONGEST_DAY.toString());
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, UUID.randomUUID());
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text", days.stream().map(ChangedDay::vendor).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "date", days.stream().map(ChangedDay::day).toArray()));
            update.executeUpdate();
        }
    }

    /** Days of the source's vendors with quarter-hours of the scope may have changed, or be there no longer. */
    static void change(Connection connection, CountScope scope) throws SQLException {
        String ofVendors = "vendor in (select vendor from series where true" + scope.ofSources() + ")" + scope.ofDays();
        try (PreparedStatement delete = connection.prepareStatement("delete from day_version where " + ofVendors)) {
            delete.executeUpdate();
        }
        String sql = """
                insert into day_version (zone, vendor, day_start, version)
                select distinct zone, vendor, day_start, ?::uuid from day_cell join series on series.id = series_id
                where\s""" + ofVendors;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, UUID.randomUUID());
            insert.executeUpdate();
        }
    }
}
