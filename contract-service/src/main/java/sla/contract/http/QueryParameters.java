package sla.contract.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the endpoint does not know, so that a filter with a typing slip does not answer with
 * everything.
 */
public class QueryParameters {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        SortedSet<String> allowed = known.computeIfAbsent(resource.getResourceMethod(), QueryParameters::names);
        for (Map.Entry<String, List<String>> given :
                request.getUriInfo().getQueryParameters().entrySet()) {
            if (!allowed.contains(given.getKey())) {
                throw Problems.malformed("There is no query parameter '" + given.getKey() + "' here. "
                        + (allowed.isEmpty()
                                ? "None is allowed."
                                : "Allowed are: " + String.join(", ", allowed) + "."));
            }
            if (given.getValue().size() > 1) {
                throw Problems.malformed("The query parameter '" + given.getKey() + "' may be given once only.");
            }
        }
        refuseCharacterZero(request.getUriInfo().getQueryParameters());
        refuseCharacterZero(request.getUriInfo().getPathParameters());
    }

    /** No id or cursor has one, and the database cannot even look for it. */
    private static void refuseCharacterZero(MultivaluedMap<String, String> parameters) {
        if (parameters.values().stream().flatMap(List::stream).anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw Problems.malformed("The address holds the character 0 (%00), which nothing here has.");
        }
    }

    private static SortedSet<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .map(QueryParameters::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String name(Parameter parameter) {
        QueryParam annotation = parameter.getAnnotation(QueryParam.class);
        return annotation == null ? null : annotation.value();
    }
}
