package sla.runtime.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Gives the framework's own refusals, which speak of annotations and headers, a sentence that helps. */
@ApplicationScoped
public class PlainSentences implements ProblemPostProcessor {
    /** The only bodies that are no JSON are agreements. */
    private static final String DOCUMENTS = "/v1/agreements";

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (context.cause instanceof HttpProblem) {
            return problem;
        }
        String sentence = sentence(problem.getStatusCode(), context.path);
        return sentence == null
                ? problem
                : HttpProblem.builder(problem).withDetail(sentence).build();
    }

    private static @Nullable String sentence(int status, String path) {
        return switch (status) {
            case 400 -> "The request cannot be read.";
            case 404 -> "There is nothing at " + path + ". /q/openapi lists what there is.";
            case 405 -> "This method is not offered at " + path + ". /q/openapi lists the ones that are.";
            case 406 ->
                "None of the media types in Accept is offered at " + path + ". /q/openapi lists those that are.";
            case 415 ->
                "The media type of the body is not accepted at " + path + ". Set Content-Type to "
                        + (path.startsWith(DOCUMENTS) ? "application/yaml or " : "") + "application/json.";
            case 500 -> "Something failed here, and it is logged. The request may be repeated.";
            default -> null;
        };
    }
}
