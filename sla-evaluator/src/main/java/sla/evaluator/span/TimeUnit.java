package sla.evaluator.span;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sla.model.time.Interval;

/** By which spans of time an answer is grouped. Hours, days and months are those of a zone. */
public enum TimeUnit {
    TOTAL,
    INTERVAL,
    HOUR,
    DAY,
    MONTH;

    /** An hour of the clock is longer or shorter only where a zone moves it by half an hour. */
    private static final int MOST_QUARTERS_IN_AN_HOUR = 6;

    /** As it is called in parameters and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean needsZone() {
        return this == DAY || this == MONTH;
    }

    /**
     * Where the spans between two instants begin, and the end of the last: at least two edges, ascending. The first and
     * the last span are cut where the range begins and ends in their middle.
     *
     * @param most gives up with an empty list beyond so many spans
     */
    List<Instant> edges(Instant from, Instant to, ZoneId zone, int most) {
        List<Instant> edges = new ArrayList<>();
        edges.add(from);
        Instant edge = from;
        while (edge.isBefore(to)) {
            Instant next = next(edge, to, zone);
            edge = next.isBefore(to) ? next : to;
            edges.add(edge);
            if (edges.size() > most + 1) {
                return List.of();
            }
        }
        return edges;
    }

    private Instant next(Instant edge, Instant to, ZoneId zone) {
        return switch (this) {
            case TOTAL -> to;
            case INTERVAL -> edge.plusMillis(Interval.MILLIS);
            case HOUR -> nextHour(edge, zone);
            case DAY ->
                LocalDate.ofInstant(edge, zone).plusDays(1).atStartOfDay(zone).toInstant();
            case MONTH ->
                YearMonth.from(edge.atZone(zone))
                        .plusMonths(1)
                        .atDay(1)
                        .atStartOfDay(zone)
                        .toInstant();
        };
    }

    /** The next full hour on the zone's clock, in real time: a repeated hour is two hours. */
    private static Instant nextHour(Instant edge, ZoneId zone) {
        for (int quarters = 1; quarters <= MOST_QUARTERS_IN_AN_HOUR; quarters++) {
            Instant quarter = edge.plusMillis(quarters * Interval.MILLIS);
            if (quarter.atZone(zone).getMinute() == 0) {
                return quarter;
            }
        }
        return edge.plus(Duration.ofHours(1));
    }
}
