package sla.contract.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code period}. */
public final class MonthLabel {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

    private MonthLabel() {}

    public static boolean valid(String label) {
        return MONTH.matcher(label).matches();
    }

    /** The label of a month such as {@code 1999-01}, or null if none was asked for. */
    public static @Nullable String parse(@Nullable String text) {
        if (text != null && !valid(text)) {
            throw Problems.malformed("'period' must be a month such as 1999-01, not '" + text + "'.");
        }
        return text;
    }
}
