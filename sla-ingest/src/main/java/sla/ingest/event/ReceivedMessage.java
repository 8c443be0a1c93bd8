package sla.ingest.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.InputPosition;
import sla.model.event.RetryAttempt;

/**
 * One message of an input topic, not yet looked into.
 *
 * @param source the source whose topic it came in by, registered or not
 * @param input where it stands there; for a retry, where the rejected message does
 * @param receivedAt when the broker appended it; for a retry, the rejected message: nothing sent then can tell of what
 *     happened since
 * @param retry null for a message that has just come
 */
public record ReceivedMessage(
        String source,
        InputPosition input,
        Instant receivedAt,
        MessageValue value,
        @Nullable RetryAttempt retry) {

    public ReceivedMessage(String source, InputPosition input, Instant receivedAt, MessageValue value) {
        this(source, input, receivedAt, value, null);
    }
}
