package sla.runtime.http;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
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
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the endpoint does not know, so that a filter with a typing slip does not answer with
 * everything.
 */
public final class AllowedParameters {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    /** Throws a 400 that names what is allowed. */
    public void check(Method endpoint, UriInfo uri) {
        SortedSet<String> allowed = known.computeIfAbsent(endpoint, AllowedParameters::names);
        for (Map.Entry<String, List<String>> given : uri.getQueryParameters().entrySet()) {
            if (!allowed.contains(given.getKey())) {
                throw QueryProblems.unknown(given.getKey(), allowed);
            }
            if (given.getValue().size() > 1) {
                throw QueryProblems.repeated(given.getKey());
            }
            if (given.getValue().stream().anyMatch(String::isBlank)) {
                throw QueryProblems.withoutValue(given.getKey());
            }
        }
        refuseCharacterZero(uri);
    }

    /** No id or cursor has one, and the database cannot even look for it. */
    public static void refuseCharacterZero(UriInfo uri) {
        refuseCharacterZero(uri.getQueryParameters());
        refuseCharacterZero(uri.getPathParameters());
    }

    private static void refuseCharacterZero(MultivaluedMap<String, String> parameters) {
        if (parameters.values().stream().flatMap(List::stream).anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw QueryProblems.malformed("The address holds the character 0 (%00), which nothing here has.");
        }
    }

    private static SortedSet<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .map(AllowedParameters::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String name(Parameter parameter) {
        QueryParam annotation = parameter.getAnnotation(QueryParam.class);
        return annotation == null ? null : annotation.value();
    }
}
