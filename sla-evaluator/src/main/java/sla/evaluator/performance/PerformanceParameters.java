package sla.evaluator.performance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.span.AgreementParameter;
import sla.evaluator.span.SpanParameters;
import sla.evaluator.span.TimeUnit;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Metric;
import sla.runtime.http.QueryProblems;

/** Reads the parameters of a performance query. */
@ApplicationScoped
class PerformanceParameters {
    private static final int USUAL_LIMIT = 1_000;
    private static final int MOST_LIMIT = 5_000;
    private static final Set<String> NAMES = names();

    private final AgreementParameter agreements;
    private final Clock clock;

    PerformanceParameters(AgreementParameter agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    PerformanceQuery read(UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, NAMES);
        Optional<Agreement> agreement = agreements.read(parameters);
        ZoneId zone = SpanParameters.zone(parameters, agreement.map(Agreement::zone));
        TimeUnit time = SpanParameters.time(parameters, zone);
        Map<Dimension, Set<String>> filters = filters(parameters);
        agreement.ifPresent(named -> AgreementParameter.onlyVendorOf(named, Dimension.VENDOR, filters));
        Map<String, Metric> metrics = MetricParameters.read(parameters);
        return new PerformanceQuery(
                metrics,
                attribution(parameters, metrics),
                zone,
                time,
                SpanParameters.edges(parameters, zone, time, clock.instant()),
                parameters.choices("groupBy", Dimension.values(), Dimension::label),
                filters,
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT),
                parameters.one("cursor").map(PerformanceParameters::cursor).orElse(null));
    }

    private static Attribution attribution(QueryParameters parameters, Map<String, Metric> metrics) {
        Attribution attribution = parameters
                .choice("attribution", Attribution.values(), MetricParameters::label)
                .orElse(Attribution.OFFERED);
        if (attribution == Attribution.EVALUATED && !metrics.values().stream().allMatch(Metric::judgesContacts)) {
            throw QueryParameters.badRequest(
                    "Only what is measured from evaluations and survey answers can be attributed"
                            + " by 'evaluated': contacts have no moment of evaluation.");
        }
        return attribution;
    }

    private static Map<Dimension, Set<String>> filters(QueryParameters parameters) {
        Map<Dimension, Set<String>> filters = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            List<String> allowed = parameters.each(dimension.label());
            requireNames(dimension, allowed);
            if (!allowed.isEmpty()) {
                filters.put(dimension, new HashSet<>(allowed));
            }
        }
        return filters;
    }

    /** No contact is of another channel than there are: the answer would say 0 and mean a slip. */
    private static void requireNames(Dimension dimension, List<String> given) {
        List<String> known = dimension.allValues();
        for (String value : given) {
            if (!known.isEmpty() && !known.contains(value)) {
                throw QueryParameters.badRequest("'" + value + "' is not a value of '" + dimension.label()
                        + "'. Allowed are " + String.join(", ", known) + ".");
            }
        }
    }

    private static String cursor(String text) {
        try {
            return PerformancePage.requireCursor(
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | DateTimeException e) {
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
