package sla.model.time;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spans of whole days that follow each other without gaps: calendar months, months from the 22nd to the 21st, contract
 * years from April on.
 *
 * @param every from a day to a year
 * @param startDay 1 to 28: the day of the month on which half months, months and what is longer start; absent means 1
 * @param startMonth 1 to 12: a month in which quarters, half years and years start; absent means 1
 */
public record Cycle(
        @JsonProperty(required = true) Every every,
        @Nullable Integer startDay,
        @Nullable Integer startMonth) {
    public static final Cycle CALENDAR_MONTHS = new Cycle(Every.MONTH, null, null);

    private static final int FIRST_HALF_DAYS = 15;

    public Cycle {
        if (every.minutes() != null || every == Every.PERIOD) {
            throw new IllegalArgumentException("A cycle is of whole days");
        }
    }

    /** Shorter spans that start where these do: half months and what is longer on the same day of the month. */
    public static Cycle within(Cycle longer, Every every) {
        boolean ofMonths = every.months() != null || every == Every.HALF_MONTH;
        boolean inSomeMonths = every.months() != null && every != Every.MONTH;
        return new Cycle(every, ofMonths ? longer.startDay : null, inSomeMonths ? longer.startMonth : null);
    }

    /** The first day of the span that holds the day. */
    public LocalDate startOf(LocalDate day) {
        return switch (every) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case HALF_MONTH -> {
                LocalDate month = monthOf(day);
                LocalDate half = month.plusDays(FIRST_HALF_DAYS);
                yield day.isBefore(half) ? month : half;
            }
            case MONTH, QUARTER, HALF_YEAR, YEAR -> {
                LocalDate month = monthOf(day);
                int monthsIn = Math.floorMod(month.getMonthValue() - first(startMonth), months());
                yield month.minusMonths(monthsIn);
            }
            case QUARTER_HOUR, HALF_HOUR, HOUR, PERIOD -> throw new IllegalStateException();
        };
    }

    /** The first day of the span after the one that holds the day. */
    public LocalDate after(LocalDate day) {
        LocalDate start = startOf(day);
        return switch (every) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case HALF_MONTH -> {
                LocalDate half = monthOf(start).plusDays(FIRST_HALF_DAYS);
                yield start.isBefore(half) ? half : monthOf(start).plusMonths(1);
            }
            case MONTH, QUARTER, HALF_YEAR, YEAR -> start.plusMonths(months());
            case QUARTER_HOUR, HALF_HOUR, HOUR, PERIOD -> throw new IllegalStateException();
        };
    }

    public boolean startsOn(LocalDate day) {
        return startOf(day).equals(day);
    }

    /** The span that holds the day; a calendar month is called {@code 1999-01}, others by their first day. */
    public Period of(LocalDate day, ZoneId zone) {
        LocalDate start = startOf(day);
        String label = every == Every.MONTH && start.getDayOfMonth() == 1
                ? YearMonth.from(start).toString()
                : start.toString();
        return new Period(label, midnight(start, zone), midnight(after(day), zone));
    }

    private LocalDate monthOf(LocalDate day) {
        LocalDate start = day.withDayOfMonth(first(startDay));
        return start.isAfter(day) ? start.minusMonths(1) : start;
    }

    private int months() {
        return Objects.requireNonNull(every.months());
    }

    private static int first(@Nullable Integer number) {
        return number == null ? 1 : number;
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
