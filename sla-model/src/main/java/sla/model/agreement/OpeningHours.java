package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.time.Span;

/**
 * When a lot is served, in the contract's zone. What happens at other times is not in the lot.
 *
 * @param open by days of the week; hours that overlap are one
 * @param holidays code of a calendar of public holidays, {@code NL} or {@code US-ny}: closed on them; absent if they are
 *     days like others
 * @param closed the contract's own closed days
 * @param closedEveryYear those of every year; 29 February is one in leap years only
 * @param special days with hours of their own, also if they would be closed
 */
public record OpeningHours(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) List<Weekly> open,
        @Nullable String holidays,
        List<LocalDate> closed,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonFormat(pattern = "MM-dd")
        List<MonthDay> closedEveryYear,

        List<Special> special) {
    private static final int MINUTES_OF_AN_HOUR = 60;

    public OpeningHours {
        open = List.copyOf(open);
        closed = closed == null ? List.of() : List.copyOf(closed);
        closedEveryYear = closedEveryYear == null ? List.of() : List.copyOf(closedEveryYear);
        special = special == null ? List.of() : List.copyOf(special);
    }

    /** From one local time to another on some days of the week. */
    public record Weekly(
            @JsonProperty(required = true) Set<Day> days,
            @JsonProperty(required = true) String from,
            @JsonProperty(required = true) String to)
            implements Hours {}

    /** From one local time to another on one day. */
    public record Special(
            @JsonProperty(required = true) LocalDate date,
            @JsonProperty(required = true) String from,
            @JsonProperty(required = true) String to)
            implements Hours {}

    /** Times are {@code 08:00}, on the quarter-hour; {@code 24:00} is the end of the day. */
    sealed interface Hours permits Weekly, Special {
        String from();

        String to();

        default int fromMinute() {
            return minute(from());
        }

        default int toMinute() {
            return minute(to());
        }
    }

    /** Days of the week. */
    public enum Day {
        @JsonProperty("monday")
        MONDAY,
        @JsonProperty("tuesday")
        TUESDAY,
        @JsonProperty("wednesday")
        WEDNESDAY,
        @JsonProperty("thursday")
        THURSDAY,
        @JsonProperty("friday")
        FRIDAY,
        @JsonProperty("saturday")
        SATURDAY,
        @JsonProperty("sunday")
        SUNDAY;

        static Day of(DayOfWeek day) {
            return valueOf(day.name());
        }
    }

    /** What of a span is open, in order and apart from each other. */
    public List<Span> within(Span span, ZoneId zone, ContractDays days) {
        List<Span> open = new ArrayList<>();
        LocalDate day = span.startInclusive().atZone(zone).toLocalDate();
        while (day.atStartOfDay(zone).toInstant().isBefore(span.endExclusive())) {
            for (Hours hours : on(day, days)) {
                add(open, at(day, hours.fromMinute(), zone), at(day, hours.toMinute(), zone), span);
            }
            day = day.plusDays(1);
        }
        return open;
    }

    private static void add(List<Span> open, Instant from, Instant to, Span span) {
        Instant start = from.isBefore(span.startInclusive()) ? span.startInclusive() : from;
        Instant end = to.isAfter(span.endExclusive()) ? span.endExclusive() : to;
        if (!open.isEmpty() && !open.getLast().endExclusive().isBefore(start)) {
            Span last = open.removeLast();
            start = last.startInclusive();
            end = last.endExclusive().isAfter(end) ? last.endExclusive() : end;
        }
        if (start.isBefore(end)) {
            open.add(new Span(start, end));
        }
    }

    private List<? extends Hours> on(LocalDate day, ContractDays days) {
        List<Special> own = special.stream()
                .filter(each -> each.date().equals(day))
                .sorted(Comparator.comparingInt(Special::fromMinute))
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        if (closed.contains(day)
                || closedEveryYear.contains(MonthDay.from(day))
                || (holidays != null && days.areHolidays(holidays, day))) {
            return List.of();
        }
        Day weekday = Day.of(day.getDayOfWeek());
        return open.stream()
                .filter(weekly -> weekly.days().contains(weekday))
                .sorted(Comparator.comparingInt(Weekly::fromMinute))
                .toList();
    }

    /** The first of the two where a clock that goes back shows a time twice. */
    private static Instant at(LocalDate day, int minute, ZoneId zone) {
        int hours = minute / MINUTES_OF_AN_HOUR;
        return hours == 24
                ? day.plusDays(1).atStartOfDay(zone).toInstant()
                : day.atTime(hours, minute % MINUTES_OF_AN_HOUR).atZone(zone).toInstant();
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * MINUTES_OF_AN_HOUR + Integer.parseInt(time.substring(3));
    }
}
