package sla.model.agreement;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Public holidays of countries and their parts, {@code NL} or {@code US-ny}, as the library Jollyday knows them. */
final class PublicHolidays {
    private static final Map<Of, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

    private record Of(String calendar, int year) {}

    private PublicHolidays() {}

    static boolean areOn(String calendar, LocalDate day) {
        return KNOWN.computeIfAbsent(new Of(calendar, day.getYear()), PublicHolidays::read)
                .contains(day);
    }

    private static Set<LocalDate> read(Of of) {
        String[] parts = of.calendar().toLowerCase(Locale.ROOT).split("-", 2);
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
        Set<Holiday> holidays = parts.length == 1
                ? manager.getHolidays(Year.of(of.year()), HolidayType.PUBLIC_HOLIDAY)
                : manager.getHolidays(Year.of(of.year()), HolidayType.PUBLIC_HOLIDAY, parts[1]);
        return holidays.stream().map(Holiday::getDate).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is such a calendar. */
    static boolean isKnown(String calendar) {
        String[] parts = calendar.toLowerCase(Locale.ROOT).split("-", 2);
        if (!countries().contains(parts[0].toUpperCase(Locale.ROOT))) {
            return false;
        }
        CalendarHierarchy country =
                HolidayManager.getInstance(ManagerParameters.create(parts[0])).getCalendarHierarchy();
        return parts.length == 1 || country.getChildren().containsKey(parts[1]);
    }

    static Set<String> countries() {
        return HolidayManager.getSupportedCalendarCodes();
    }
}
