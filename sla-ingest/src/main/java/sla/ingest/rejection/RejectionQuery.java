package sla.ingest.rejection;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.RejectionCode;
import sla.model.time.Rfc3339;
import sla.runtime.http.QueryProblems;

/**
 * Which rejections somebody wants to see.
 *
 * @param from received then or later
 * @param to received before
 * @param after the last one seen
 */
record RejectionQuery(
        Optional<String> source,
        Optional<String> recordId,
        Optional<RejectionCode> reason,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<RejectionCursor> after,
        int limit) {
    static final int USUAL = 100;
    static final int MOST = 1000;

    /** An id is one of a source: without it, it names nothing. */
    static Optional<String> recordId(@Nullable String recordId, @Nullable String source) {
        if (recordId != null && source == null) {
            throw QueryProblems.malformed("'recordId' names a record of one source: give 'source' too.");
        }
        return Optional.ofNullable(recordId);
    }

    static Optional<RejectionCode> reason(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Arrays.stream(RejectionCode.values())
                .filter(code -> code.name().equals(text))
                .findFirst()
                .or(() -> {
                    throw QueryProblems.malformed("'reason' must be one of: "
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
            throw QueryProblems.malformed("'" + name + "': " + e.getMessage() + " (a + in an address is written %2B).");
        }
    }

    static Optional<RejectionCursor> cursor(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return RejectionCursor.parse(text).or(() -> {
            throw QueryProblems.notACursor();
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
        throw QueryProblems.notWithin("limit", 1, MOST, text);
    }
}
