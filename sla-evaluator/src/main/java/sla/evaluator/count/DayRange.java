package sla.evaluator.count;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Days of UTC that are worked on in one transaction, both inclusive. */
public record DayRange(LocalDate first, LocalDate last) {
    /**
     * Ranges that hold all days, in order.
     *
     * @param rows of each day
     * @param most rows of a range, unless a single day has more
     */
    public static List<DayRange> of(SortedMap<LocalDate, Long> rows, long most) {
        List<DayRange> ranges = new ArrayList<>();
        LocalDate first = null;
        LocalDate last = null;
        long sum = 0;
        for (Map.Entry<LocalDate, Long> day : rows.entrySet()) {
            if (first != null && last != null && sum + day.getValue() > most) {
                ranges.add(new DayRange(first, last));
                first = null;
                sum = 0;
            }
            first = first == null ? day.getKey() : first;
            last = day.getKey();
            sum += day.getValue();
        }
        if (first != null && last != null) {
            ranges.add(new DayRange(first, last));
        }
        return ranges;
    }
}
