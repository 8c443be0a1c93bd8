package sla.ingest.rejection;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;
import sla.model.time.Rfc3339;

/**
 * Which rejections somebody wants to see.
 *
 * @param from received then or later
 * @param to received before
 * @param after the last one seen
 */
record RejectionQuery(
        Optional<String> source,
        Optional<RejectionCode> reason,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<RejectionCursor> after,
        int limit) {
    static final int USUAL = 100;
    static final int MOST = 1000;

    static Optional<RejectionCode> reason(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Arrays.stream(RejectionCode.values())
                .filter(code -> code.name().equals(text))
                .findFirst()
                .or(() -> {
                    throw malformed("reason must be one of: "
                            + Arrays.stream(RejectionCode.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
                });
    }

    static Optional<Instant> instant(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Rfc3339.parse(text));
        } catch (DateTimeException e) {
            throw malformed(name + ": " + e.getMessage() + " (a + in an address is written %2B).");
        }
    }

    static Optional<RejectionCursor> cursor(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return RejectionCursor.parse(text).or(() -> {
            throw malformed("cursor must be the 'next' of an earlier answer, unchanged. Leave it out to start at the"
                    + " beginning.");
        });
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (text.matches("[0-9]{1,5}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        }
        throw malformed("limit must be a whole number from 1 to " + MOST + ".");
    }

    private static HttpProblem malformed(String detail) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, detail);
    }
}
