package sla.contract.http;

import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/** The query parameter {@code period}. */
public final class PeriodLabel {
    private PeriodLabel() {}

    public static boolean valid(String label) {
        return Period.firstDay(label).isPresent();
    }

    /** The label of a period such as {@code 1999-01} or {@code 1999-01-22}, or null if none was asked for. */
    public static @Nullable String parse(@Nullable String text) {
        if (text != null && !valid(text)) {
            throw Problems.malformed("'period' must be a calendar month such as 1999-01, or the first day of another"
                    + " period, 1999-01-22, not '" + text + "'.");
        }
        return text;
    }
}
