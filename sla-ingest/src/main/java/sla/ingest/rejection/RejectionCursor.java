package sla.ingest.rejection;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import sla.model.event.InputPosition;

/** The place of a rejection in the list, newest first. It stays valid while rejections come and go. */
record RejectionCursor(Instant receivedAt, InputPosition input) {
    private static final String SEPARATOR = " ";

    static RejectionCursor of(RejectionView last) {
        return new RejectionCursor(last.receivedAt(), new InputPosition(last.topic(), last.partition(), last.offset()));
    }

    /** Empty if this is no cursor of ours. */
    static Optional<RejectionCursor> parse(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length != 4 || parts[1].indexOf('\0') >= 0) {
                return Optional.empty();
            }
            InputPosition input = new InputPosition(parts[1], Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
            return Optional.of(new RejectionCursor(Instant.parse(parts[0]), input));
        } catch (IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        String joined = String.join(
                SEPARATOR,
                receivedAt.toString(),
                input.topic(),
                Integer.toString(input.partition()),
                Long.toString(input.offset()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }
}
