package sla.ingest.rejection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.runtime.http.QueryProblems;

/**
 * One page of rejections.
 *
 * @param after the last one seen
 */
record RejectionQuery(RejectionFilter filter, Optional<RejectionCursor> after, int limit) {
    static final int USUAL = 100;
    static final int MOST = 1000;

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
