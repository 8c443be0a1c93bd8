package sla.model.time;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement covers, half-open: {@code startInclusive <= t < endExclusive}. The edges are local midnights in the
 * contract's zone, so a month with a clock change is an hour shorter or longer.
 *
 * @param label how both sides call it: {@code 1999-01} for a calendar month, else its first day, {@code 1999-01-22}
 * @param part which part of a whole period it is, if a version of the agreement starts or ends within; else absent
 */
public record Period(
        @JsonProperty(required = true) String label,
        @JsonProperty(required = true) Instant startInclusive,
        @JsonProperty(required = true) Instant endExclusive,
        @Nullable Part part) {
    private static final Pattern LABEL = Pattern.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2})?");

    public Period {
        if (!startInclusive.isBefore(endExclusive)) {
            throw new IllegalArgumentException("A period must start before it ends");
        }
    }

    /** A whole one. */
    public Period(String label, Instant startInclusive, Instant endExclusive) {
        this(label, startInclusive, endExclusive, null);
    }

    /**
     * So many days of a whole period.
     *
     * @param from the first day of the whole period, whether it is there or not; absent in what was stored without it
     */
    public record Part(
            @JsonProperty(required = true) int days,
            @JsonProperty(required = true) int of,
            @Nullable LocalDate from) {}

    /** The days that lie in it, of the span that it would be; the same span if they are all of it. */
    public Period within(LocalDate startInclusive, @Nullable LocalDate endExclusive, ZoneId zone) {
        LocalDate start = firstDay(zone);
        LocalDate end = endDay(zone);
        LocalDate from = start.isBefore(startInclusive) ? startInclusive : start;
        LocalDate to = endExclusive == null || end.isBefore(endExclusive) ? end : endExclusive;
        if (from.equals(start) && to.equals(end)) {
            return this;
        }
        return new Period(
                from.toString(),
                from.atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant(),
                new Part((int) ChronoUnit.DAYS.between(from, to), (int) ChronoUnit.DAYS.between(start, end), start));
    }

    /**
     * The whole period of which it may be a part, whether the rest is there or not.
     *
     * @param cycle of which it is, if that is not said
     */
    public Span whole(Cycle cycle, ZoneId zone) {
        if (part == null) {
            return new Span(startInclusive, endExclusive);
        }
        LocalDate from = part.from();
        if (from == null) {
            Period whole = cycle.of(firstDay(zone), zone);
            return new Span(whole.startInclusive(), whole.endExclusive());
        }
        return new Span(
                from.atStartOfDay(zone).toInstant(),
                from.plusDays(part.of()).atStartOfDay(zone).toInstant());
    }

    public LocalDate firstDay(ZoneId zone) {
        return startInclusive.atZone(zone).toLocalDate();
    }

    /** The day after the last one. */
    public LocalDate endDay(ZoneId zone) {
        return endExclusive.atZone(zone).toLocalDate();
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(startInclusive) && instant.isBefore(endExclusive);
    }

    /** The first day of what is called so; empty if nothing can be. */
    public static Optional<LocalDate> firstDay(String label) {
        if (!LABEL.matcher(label).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(label.length() == 7 ? label + "-01" : label));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
