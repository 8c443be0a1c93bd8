package sla.evaluator.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import sla.runtime.http.AllowedParameters;
import sla.runtime.http.QueryProblems;

/** Query parameters with a clear answer to every slip: what was wrong and what is allowed. */
public final class QueryParameters {
    private final MultivaluedMap<String, String> values;

    /** Refuses parameters that are not among the allowed ones: a misspelt filter would silently filter nothing. */
    public QueryParameters(UriInfo uri, Set<String> allowed) {
        this.values = uri.getQueryParameters();
        AllowedParameters.refuseCharacterZero(uri);
        for (String name : values.keySet()) {
            if (!allowed.contains(name)) {
                throw QueryProblems.unknown(name, new TreeSet<>(allowed));
            }
            if (values.get(name).stream().anyMatch(String::isBlank)) {
                throw QueryProblems.withoutValue(name);
            }
        }
    }

    /** For what takes no parameters. */
    public static void none(UriInfo uri) {
        var _ = new QueryParameters(uri, Set.of());
    }

    public static HttpProblem badRequest(String detail) {
        return QueryProblems.malformed(detail);
    }

    public static HttpProblem notFound(String detail) {
        return HttpProblem.valueOf(Response.Status.NOT_FOUND, detail);
    }

    public Optional<String> one(String name) {
        List<String> given = each(name);
        if (given.size() > 1) {
            throw QueryProblems.repeated(name);
        }
        return given.stream().findFirst();
    }

    /** All values of a parameter that is repeated for several: names may hold commas. */
    public List<String> each(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether the parameter is given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values of a parameter that can be repeated or hold a list with commas. */
    private List<String> all(String name) {
        List<String> all = new ArrayList<>();
        for (String value : values.getOrDefault(name, List.of())) {
            Stream.of(value.split(",", -1)).map(String::strip).forEach(all::add);
        }
        all.removeIf(String::isEmpty);
        return all;
    }

    /** One of some values by their labels. */
    public <T> Optional<T> choice(String name, T[] choices, Function<T, String> label) {
        return one(name).map(text -> choose(name, text, choices, label));
    }

    /** Several of some values by their labels. */
    public <T> List<T> choices(String name, T[] choices, Function<T, String> label) {
        return all(name).stream()
                .map(text -> choose(name, text, choices, label))
                .toList();
    }

    private static <T> T choose(String name, String text, T[] choices, Function<T, String> label) {
        return Arrays.stream(choices)
                .filter(choice -> label.apply(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> badRequest("'" + text + "' is not a value of '" + name + "'. Allowed are "
                        + String.join(", ", Arrays.stream(choices).map(label).toList())
                        + "."));
    }

    /** A whole number within bounds. */
    public Optional<Integer> number(String name, int least, int most) {
        return one(name).map(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with the bounds
            }
            throw QueryProblems.notWithin(name, least, most, text);
        });
    }

    /** True or false. */
    public Optional<Boolean> flag(String name) {
        return choice(name, new Boolean[] {true, false}, String::valueOf);
    }
}
