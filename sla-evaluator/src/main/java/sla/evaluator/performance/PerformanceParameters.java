package sla.evaluator.performance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.time.Interval;
import sla.model.time.Rfc3339;
import sla.runtime.http.QueryProblems;

/** Reads the parameters of a performance query. */
@ApplicationScoped
class PerformanceParameters {
    private static final int MOST_SPANS = 20_000;
    private static final int USUAL_LIMIT = 1_000;
    private static final int MOST_LIMIT = 5_000;
    private static final Set<String> NAMES = names();

    private final AgreementTable agreements;
    private final Clock clock;

    PerformanceParameters(AgreementTable agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    PerformanceQuery read(UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, NAMES);
        Optional<Agreement> agreement = agreement(parameters);
        ZoneId zone = parameters
                .one("zone")
                .map(PerformanceParameters::zone)
                .or(() -> agreement.map(Agreement::zone))
                .orElse(null);
        TimeUnit time =
                parameters.choice("time", TimeUnit.values(), TimeUnit::label).orElse(TimeUnit.TOTAL);
        if (zone == null && time.needsZone()) {
            throw QueryParameters.badRequest("Days and months begin at other moments in each zone: give 'zone', such as"
                    + " Europe/Amsterdam, or name an 'agreement'.");
        }
        Map<Dimension, Set<String>> filters = filters(parameters);
        agreement.ifPresent(named -> onlyVendorOf(named, filters));
        Map<String, Metric> metrics = MetricParameters.read(parameters);
        return new PerformanceQuery(
                metrics,
                attribution(parameters, metrics),
                zone,
                time,
                edges(parameters, zone, time),
                parameters.choices("groupBy", Dimension.values(), Dimension::label),
                filters,
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT),
                parameters.one("cursor").map(PerformanceParameters::cursor).orElse(null));
    }

    private static void onlyVendorOf(Agreement agreement, Map<Dimension, Set<String>> filters) {
        Set<String> vendor = Set.of(agreement.vendor().id());
        Set<String> asked = filters.getOrDefault(Dimension.VENDOR, vendor);
        if (!asked.equals(vendor)) {
            throw QueryParameters.badRequest("The agreement '" + agreement.agreement() + "' is with the vendor '"
                    + agreement.vendor().id() + "': leave 'vendor' out, or ask without 'agreement'.");
        }
        filters.put(Dimension.VENDOR, vendor);
    }

    private static Attribution attribution(QueryParameters parameters, Map<String, Metric> metrics) {
        Attribution attribution = parameters
                .choice("attribution", Attribution.values(), MetricParameters::label)
                .orElse(Attribution.OFFERED);
        if (attribution == Attribution.EVALUATED
                && !metrics.values().stream().allMatch(QualityScore.class::isInstance)) {
            throw QueryParameters.badRequest("Only 'quality-score' can be attributed by 'evaluated': contacts have no"
                    + " moment of evaluation.");
        }
        return attribution;
    }

    private Optional<Agreement> agreement(QueryParameters parameters) throws SQLException {
        Optional<String> id = parameters.one("agreement");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(agreements.all().stream()
                .filter(agreement -> agreement.agreement().equals(id.get()))
                .reduce((_, last) -> last)
                .orElseThrow(() -> QueryParameters.notFound("There is no active agreement '" + id.get() + "'.")));
    }

    private List<Instant> edges(QueryParameters parameters, @Nullable ZoneId zone, TimeUnit time) {
        Instant now = clock.instant();
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
                        + "' must be a full quarter-hour; counts are kept for those. It was '" + text + "'.");
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

    private static Map<Dimension, Set<String>> filters(QueryParameters parameters) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            List<String> allowed = parameters.each(dimension.label());
            if (!allowed.isEmpty()) {
                filters.put(dimension, new HashSet<>(allowed));
            }
        }
        return filters;
    }

    private static String cursor(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw QueryProblems.notACursor();
        }
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(MetricParameters.NAMES);
        names.addAll(Set.of("agreement", "zone", "from", "to", "time", "groupBy", "attribution", "limit", "cursor"));
        for (Dimension dimension : Dimension.values()) {
            names.add(dimension.label());
        }
        return names;
    }
}
