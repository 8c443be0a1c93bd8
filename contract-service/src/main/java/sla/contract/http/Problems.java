package sla.contract.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;

/** The answers to what cannot be done, as problem+json (RFC 9457): a title by kind and a sentence that helps. */
public final class Problems {
    private static final int UNPROCESSABLE = 422;

    private Problems() {}

    public static HttpProblem malformed(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }

    public static HttpProblem notFound(String detail) {
        return HttpProblem.valueOf(Status.NOT_FOUND, detail);
    }

    public static HttpProblem conflict(String detail) {
        return HttpProblem.valueOf(Status.CONFLICT, detail);
    }

    /** The caller's {@code If-Match} names an older state than the one kept. */
    public static HttpProblem stale(String what) {
        return HttpProblem.valueOf(
                Status.PRECONDITION_FAILED,
                what + " is not as If-Match says: it was changed or is not there. Read it again and repeat the change"
                        + " on what you find.");
    }

    public static HttpProblem tooLarge(long limitBytes) {
        return HttpProblem.valueOf(
                Status.REQUEST_ENTITY_TOO_LARGE, "The body is larger than the limit of " + limitBytes + " bytes.");
    }

    /** The body can be read, but says what cannot be. */
    public static HttpProblem invalid(List<FieldError> errors) {
        return invalid(errors, Map.of());
    }

    /** The same with further members beside {@code errors}. */
    public static HttpProblem invalid(List<FieldError> errors, Map<String, Object> more) {
        HttpProblem.Builder problem = HttpProblem.builder()
                .withStatus(UNPROCESSABLE)
                .withTitle("Unprocessable Content")
                .withDetail(
                        errors.size() == 1 ? errors.getFirst().message() : "The body has " + errors.size() + " errors.")
                .with("errors", errors);
        more.forEach(problem::with);
        return problem.build();
    }
}
