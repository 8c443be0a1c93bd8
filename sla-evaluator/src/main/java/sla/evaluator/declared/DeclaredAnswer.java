package sla.evaluator.declared;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sources have declared, in the order of the moment they speak of.
 *
 * @param next cursor of the next page; absent on the last
 */
public record DeclaredAnswer(List<Declared> items, @Nullable String next) {
    /**
     * One declaration, in the revision that counts.
     *
     * @param content as sent, normalised
     * @param comparison of control totals; absent for measures
     */
    public record Declared(
            String source,
            String recordId,
            Instant from,
            Instant receivedAt,
            JsonNode content,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ComparedTotal comparison) {}

    /**
     * A control total beside the contacts that were received in its interval.
     *
     * @param state {@code compared}, {@code new} if nobody looked yet, or why it is not: {@code overlapping} with another
     *     that is no longer, {@code off-quarter-hours}, {@code too-long}
     * @param received contacts that count; absent if it is not compared
     */
    public record ComparedTotal(
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long received) {}
}
