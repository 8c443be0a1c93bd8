package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
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
import sla.runtime.http.QueryProblems;

/** Reads the parameters of a query for completeness. */
@ApplicationScoped
class CompletenessParameters {
    private static final int USUAL_LIMIT = 1_000;
    private static final int MOST_LIMIT = 5_000;
    private static final Set<String> NAMES = names();

    private final AgreementParameter agreements;
    private final Clock clock;

    CompletenessParameters(AgreementParameter agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    CompletenessQuery read(UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, NAMES);
        Optional<Agreement> agreement = agreements.read(parameters);
        ZoneId zone = SpanParameters.zone(parameters, agreement.map(Agreement::zone));
        TimeUnit time = SpanParameters.time(parameters, zone);
        Map<DeclaredDimension, Set<String>> filters = new EnumMap<>(DeclaredDimension.class);
        for (DeclaredDimension dimension : DeclaredDimension.values()) {
            List<String> allowed = parameters.each(dimension.label());
            if (!allowed.isEmpty()) {
                filters.put(dimension, new HashSet<>(allowed));
            }
        }
        agreement.ifPresent(named -> AgreementParameter.onlyVendorOf(named, DeclaredDimension.VENDOR, filters));
        List<DeclaredDimension> groupBy =
                parameters.choices("groupBy", DeclaredDimension.values(), DeclaredDimension::label);
        return new CompletenessQuery(
                zone,
                time,
                SpanParameters.edges(parameters, zone, time, clock.instant()),
                groupBy.isEmpty() ? List.of(DeclaredDimension.values()) : groupBy,
                filters,
                parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT),
                parameters.one("cursor").map(CompletenessParameters::cursor).orElse(""));
    }

    private static String cursor(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw QueryProblems.notACursor();
        }
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(SpanParameters.NAMES);
        names.addAll(Set.of("agreement", "groupBy", "limit", "cursor"));
        for (DeclaredDimension dimension : DeclaredDimension.values()) {
            names.add(dimension.label());
        }
        return names;
    }
}
