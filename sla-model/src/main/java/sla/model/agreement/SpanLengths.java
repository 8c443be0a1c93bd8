package sla.model.agreement;

import java.util.Objects;
import sla.model.time.Every;

/** How many windows and parts there can be at most, by the longest that spans can be. */
final class SpanLengths {
    private static final int DAY = 24 * 60;

    private SpanLengths() {}

    /** How many values a KPI has in a period. */
    static long windows(Agreement agreement, Kpi kpi) {
        Window window = kpi.window();
        return window == null || window.every() == null
                ? 1
                : Math.max(1, ceil(minutes(agreement.period().every(), agreement), shortest(window.every())));
    }

    /** Of how many parts each is made. */
    static long parts(Agreement agreement, Kpi kpi) {
        Parts parts = kpi.parts();
        Window window = kpi.window();
        if (parts == null) {
            return 1;
        }
        long period = minutes(agreement.period().every(), agreement);
        long length = window == null
                ? period
                : window.last() != null
                        ? period * window.last()
                        : minutes(Objects.requireNonNullElse(window.every(), Every.DAY), agreement);
        long part = parts.every() == Every.PERIOD ? shortest(agreement.period().every()) : shortest(parts.every());
        return ceil(length, part);
    }

    private static long ceil(long whole, long part) {
        return (whole + part - 1) / part;
    }

    private static long minutes(Every every, Agreement agreement) {
        return switch (every) {
            case QUARTER_HOUR, HALF_HOUR, HOUR -> Objects.requireNonNull(every.minutes());
            case DAY -> DAY;
            case WEEK -> 7L * DAY;
            case HALF_MONTH -> 16L * DAY;
            case MONTH -> 31L * DAY;
            case QUARTER -> 92L * DAY;
            case HALF_YEAR -> 184L * DAY;
            case YEAR -> 366L * DAY;
            case PERIOD -> minutes(agreement.period().every(), agreement);
        };
    }

    private static long shortest(Every every) {
        return switch (every) {
            case QUARTER_HOUR, HALF_HOUR, HOUR -> Objects.requireNonNull(every.minutes());
            case DAY, PERIOD -> DAY;
            case WEEK -> 7L * DAY;
            case HALF_MONTH -> 15L * DAY;
            case MONTH -> 30L * DAY;
            case QUARTER -> 90L * DAY;
            case HALF_YEAR -> 181L * DAY;
            case YEAR -> 365L * DAY;
        };
    }
}
