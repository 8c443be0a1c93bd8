package sla.model.time;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What a statement covers, half-open: {@code startInclusive <= t < endExclusive}. The edges are local midnights in the
 * contract's zone, so a month with a clock change is an hour shorter or longer.
 *
 * @param label how both sides call it, {@code 1999-01} for a calendar month
 */
public record Period(
        @JsonProperty(required = true) String label,
        @JsonProperty(required = true) Instant startInclusive,
        @JsonProperty(required = true) Instant endExclusive) {

    public Period {
        if (!startInclusive.isBefore(endExclusive)) {
            throw new IllegalArgumentException("A period must start before it ends");
        }
    }

    public static Period ofMonth(YearMonth month, ZoneId zone) {
        return new Period(
                month.toString(),
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    /** The calendar month of the zone in which the instant lies. */
    public static Period monthOf(Instant instant, ZoneId zone) {
        return ofMonth(YearMonth.from(instant.atZone(zone)), zone);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(startInclusive) && instant.isBefore(endExclusive);
    }
}
