package sla.evaluator.declared;

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
     */
    public record Declared(String source, String recordId, Instant from, Instant receivedAt, JsonNode content) {}
}
