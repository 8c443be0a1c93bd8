package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.time.Span;

/**
 * The days over which a contract holds without a pause, over all its versions: no window reaches beyond them. Which of them are public holidays may
 * become known otherwise later, so what is frozen keeps them.
 *
 * @param start the first day
 * @param end the day after the last one; absent while it is open-ended
 * @param holidays by the code of their calendar, as far as they were needed; absent while they are looked up
 */
public record ContractDays(
        @JsonProperty(required = true) LocalDate start,
        @Nullable LocalDate end,
        @Nullable Map<String, SortedSet<LocalDate>> holidays) {

    /** Days whose holidays are looked up. */
    public ContractDays(LocalDate start, @Nullable LocalDate end) {
        this(start, end, null);
    }

    /** Of a contract that has one version. */
    public static ContractDays of(Agreement only) {
        return new ContractDays(only.effectiveFrom(), only.effectiveEnd());
    }

    /** Whether the day is a public holiday there. */
    boolean areHolidays(String calendar, LocalDate day) {
        if (holidays == null) {
            return PublicHolidays.areOn(calendar, day);
        }
        SortedSet<LocalDate> known = holidays.get(calendar);
        return known != null && known.contains(day);
    }

    /** The same with the holidays of the span written out that the agreement's opening hours ask for. */
    public ContractDays written(Agreement agreement, Span span) {
        ZoneId zone = agreement.zone();
        LocalDate last = span.endExclusive().atZone(zone).toLocalDate();
        Map<String, SortedSet<LocalDate>> found = new TreeMap<>();
        for (OpeningHours hours : agreement.openingHours()) {
            String calendar = hours.holidays();
            if (calendar != null) {
                SortedSet<LocalDate> days = new TreeSet<>();
                for (LocalDate day = span.startInclusive().atZone(zone).toLocalDate();
                        !day.isAfter(last);
                        day = day.plusDays(1)) {
                    if (areHolidays(calendar, day)) {
                        days.add(day);
                    }
                }
                found.put(calendar, days);
            }
        }
        return found.isEmpty() ? this : new ContractDays(start, end, found);
    }
}
