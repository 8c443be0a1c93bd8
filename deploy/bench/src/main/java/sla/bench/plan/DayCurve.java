package sla.bench.plan;

import java.time.DayOfWeek;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;

/** When the contacts of a month, or of its first days, come: busy mornings of working days, next to nothing at night. Times are UTC. */
final class DayCurve {
    private static final long HOUR = 3_600_000;
    private static final int[] WORKING_DAY = {
        6, 4, 3, 3, 4, 10, 35, 110, 240, 330, 350, 320, 250, 280, 300, 280, 240, 190, 140, 110, 80, 50, 25, 12
    };
    private static final int[] SATURDAY = {
        6, 4, 3, 3, 3, 5, 12, 35, 90, 140, 150, 140, 120, 110, 100, 80, 60, 50, 40, 35, 30, 20, 12, 8
    };
    private static final int[] SUNDAY = {
        5, 3, 2, 2, 2, 3, 6, 12, 30, 50, 60, 60, 55, 50, 50, 45, 40, 40, 40, 35, 30, 20, 12, 6
    };

    private final long begin;
    private final long end;
    private final int[] weights;
    private final long[] before;

    DayCurve(YearMonth month, int days) {
        begin = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        end = month.atDay(days)
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        weights = new int[days * 24];
        before = new long[weights.length + 1];
        for (int hour = 0; hour < weights.length; hour++) {
            weights[hour] = curve(month.atDay(hour / 24 + 1).getDayOfWeek())[hour % 24];
            before[hour + 1] = before[hour] + weights[hour];
        }
    }

    /** When contact {@code number} of {@code count} comes, in milliseconds since 1970; never earlier than the one before. */
    long at(long number, long count) {
        long place = Math.multiplyExact(number, before[weights.length]);
        int hour = hourOf(place / count);
        long within = place - before[hour] * count;
        long millis = within / weights[hour] * HOUR / count;
        return Math.min(begin + hour * HOUR + millis, end - 1);
    }

    /** The last millisecond of the days. */
    long last() {
        return end - 1;
    }

    private int hourOf(long place) {
        int found = Arrays.binarySearch(before, place);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] curve(DayOfWeek day) {
        return switch (day) {
            case SATURDAY -> SATURDAY;
            case SUNDAY -> SUNDAY;
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> WORKING_DAY;
        };
    }
}
