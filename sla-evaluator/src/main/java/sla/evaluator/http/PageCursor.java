package sla.evaluator.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import sla.runtime.http.QueryProblems;

/** Where a page of records ends, by a moment and the record's identity; the next page begins behind it. */
public record PageCursor(Instant at, String source, String recordId) {
    private static final PageCursor START = new PageCursor(Instant.EPOCH, "", "");

    /** The parameter {@code cursor}, or the beginning. */
    public static PageCursor of(QueryParameters parameters) {
        return parameters.one("cursor").map(PageCursor::parse).orElse(START);
    }

    private static PageCursor parse(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            String[] parts = text.split("\n", 3);
            if (text.indexOf('\0') >= 0) {
                throw QueryProblems.notACursor();
            }
            return new PageCursor(Instant.parse(parts[0]), parts[1], parts[2]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw QueryProblems.notACursor();
        }
    }

    public String text() {
        String text = at + "\n" + source + "\n" + recordId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
