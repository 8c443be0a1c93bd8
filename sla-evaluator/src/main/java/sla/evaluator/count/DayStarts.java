package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the local days of the zones in use begin, as the database knows them. Moments are microseconds since 2000.
 *
 * @param zones in order
 * @param starts ascending, for each zone
 */
record DayStarts(List<String> zones, List<long[]> starts) {
    /** There is no such day: all that are known are later. */
    static final long NONE = Long.MIN_VALUE;

    static DayStarts read(Connection connection) throws SQLException {
        List<String> zones = new ArrayList<>();
        List<long[]> starts = new ArrayList<>();
        CopiedRows.read(connection, "select zone from zone_in_use order by zone", row -> zones.add(row.nextText()));
        for (String zone : zones) {
            // Names of zones have no quotes; what is in the table is known to the program's zone tables.
            Moments moments = new Moments();
            CopiedRows.read(
                    connection,
                    "select day_start from local_day where zone = '" + zone.replace("'", "''") + "' order by day_start",
                    row -> moments.add(row.nextTimestamp()));
            starts.add(moments.toArray());
        }
        return new DayStarts(zones, starts);
    }

    /** Of the day that the moment is in. */
    long of(int zone, long moment) {
        long[] days = starts.get(zone);
        int found = Arrays.binarySearch(days, moment);
        int day = found >= 0 ? found : -found - 2;
        return day < 0 ? NONE : days[day];
    }

    private static final class Moments {
        private long[] moments = new long[1 << 10];
        private int size;

        void add(long moment) {
            if (size == moments.length) {
                moments = Arrays.copyOf(moments, 2 * size);
            }
            moments[size++] = moment;
        }

        long[] toArray() {
            return Arrays.copyOf(moments, size);
        }
    }
}
