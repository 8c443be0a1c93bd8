package sla.runtime.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.SortedSet;

/** What is wrong with the query of an address, in the same words at every service. */
public final class QueryProblems {
    private QueryProblems() {}

    public static HttpProblem unknown(String name, SortedSet<String> allowed) {
        return malformed("There is no query parameter '" + name + "' here. "
                + (allowed.isEmpty() ? "None is allowed." : "Allowed are: " + String.join(", ", allowed) + "."));
    }

    public static HttpProblem repeated(String name) {
        return malformed("The query parameter '" + name + "' may be given once only.");
    }

    /** A script whose variable is not set would otherwise get everything. */
    public static HttpProblem withoutValue(String name) {
        return malformed("The query parameter '" + name + "' has no value: give one, or leave it out.");
    }

    public static HttpProblem notACursor() {
        return malformed("'cursor' must be the 'next' of an earlier answer, unchanged. Leave it out to start at the"
                + " beginning.");
    }

    public static HttpProblem notWithin(String name, int least, int most, String given) {
        return malformed(
                "'" + name + "' must be a whole number from " + least + " to " + most + ", not '" + given + "'.");
    }

    public static HttpProblem malformed(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }
}
