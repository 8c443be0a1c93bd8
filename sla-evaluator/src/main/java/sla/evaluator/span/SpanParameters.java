package sla.evaluator.span;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.time.Interval;
import sla.model.time.Rfc3339;

/** Reads which time an answer is about, and by which spans: {@code zone}, {@code time}, {@code from}, {@code to}. */
public final class SpanParameters {
    public static final Set<String> NAMES = Set.of("zone", "time", "from", "to");

    private static final int MOST_SPANS = 20_000;

    private SpanParameters() {}

    /** The zone asked for, else the other one; null if there is none. */
    public static @Nullable ZoneId zone(QueryParameters parameters, Optional<ZoneId> otherwise) {
        return parameters
                .one("zone")
                .map(SpanParameters::zone)
                .or(() -> otherwise)
                .orElse(null);
    }

    /** The unit asked for, else the whole time as one span. */
    public static TimeUnit time(QueryParameters parameters, @Nullable ZoneId zone) {
        TimeUnit time =
                parameters.choice("time", TimeUnit.values(), TimeUnit::label).orElse(TimeUnit.TOTAL);
        if (zone == null && time.needsZone()) {
            throw QueryParameters.badRequest("Days and months begin at other moments in each zone: give 'zone', such as"
                    + " Europe/Amsterdam, or name an 'agreement'.");
        }
        return time;
    }

    /**
     * Where the spans from {@code from} to {@code to} begin, and the end of the last; today if they are absent.
     *
     * @throws HttpProblem 400 if they are no full quarter-hours, not in order or too many
     */
    public static List<Instant> edges(QueryParameters parameters, @Nullable ZoneId zone, TimeUnit time, Instant now) {
        ZoneId clockZone = zone == null ? ZoneId.of("UTC") : zone;
        Instant from = parameters
                .one("from")
                .map(text -> instant("from", text, zone))
                .orElseGet(() -> LocalDate.ofInstant(now, clockZone)
                        .atStartOfDay(clockZone)
                        .toInstant());
        Instant to = parameters
                .one("to")
                .map(text -> instant("to", text, zone))
                .orElseGet(() -> Interval.startOf(now).plusMillis(Interval.MILLIS));
        if (!from.isBefore(to)) {
            throw QueryParameters.badRequest("'from' must be before 'to'; asked was from " + from + " to " + to + ".");
        }
        List<Instant> edges = time.edges(from, to, clockZone, MOST_SPANS);
        if (edges.isEmpty()) {
            throw QueryParameters.badRequest(
                    "The range has more than " + MOST_SPANS + " spans. Ask for a shorter range or a longer unit.");
        }
        if (!edges.stream().allMatch(edge -> edge.equals(Interval.startOf(edge)))) {
            throw QueryParameters.badRequest("At that time the days of " + clockZone + " did not begin at full"
                    + " quarter-hours of UTC; counts are kept for those.");
        }
        return edges;
    }

    /** An instant, or the beginning of a local day or month. */
    private static Instant instant(String name, String text, @Nullable ZoneId zone) {
        try {
            Instant instant = switch (text.length()) {
                case 7 ->
                    YearMonth.parse(text)
                            .atDay(1)
                            .atStartOfDay(known(name, zone))
                            .toInstant();
                case 10 -> LocalDate.parse(text).atStartOfDay(known(name, zone)).toInstant();
                // A plus sign that was not escaped in the address arrives as a blank.
                default -> Rfc3339.parse(unescapedPlus(text));
            };
            if (!instant.equals(Interval.startOf(instant))) {
                throw QueryParameters.badRequest("'" + name
                        + "' must be a full quarter-hour of UTC; counts are kept for those. '" + text + "' is "
                        + instant
                        + (text.length() > 10 ? "." : ": the clocks of " + zone + " were set otherwise then."));
            }
            return instant;
        } catch (DateTimeException e) {
            throw QueryParameters.badRequest("'" + name + "' must be a day such as 1999-01-31, a month such as 1999-01,"
                    + " or an instant such as 1999-01-31T22:00:00Z, not '" + text + "'.");
        }
    }

    private static String unescapedPlus(String text) {
        int at = text.length() - 6;
        return at > 10 && text.charAt(at) == ' ' ? text.substring(0, at) + '+' + text.substring(at + 1) : text;
    }

    private static ZoneId known(String name, @Nullable ZoneId zone) {
        if (zone == null) {
            throw QueryParameters.badRequest(
                    "'" + name + "' is a day or month, so 'zone' or 'agreement' must say where it begins.");
        }
        return zone;
    }

    private static ZoneId zone(String text) {
        // Not fixed offsets: with an odd one, no full hour or day would begin at a quarter-hour of UTC.
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw QueryParameters.badRequest("'" + text + "' is no zone. Use an IANA name such as Europe/Amsterdam.");
        }
        return ZoneId.of(text);
    }
}
