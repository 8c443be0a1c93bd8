package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One rejected message that is judged once more. An attempt is judged once, however often it is delivered.
 *
 * @param retry the command that asked for it
 * @param requestedAt when it was asked for
 * @param corrected whether another event is judged in the message's stead
 * @param recordId for a correction: the id that the record must keep; null if the message had none that could be used
 */
public record RetryAttempt(
        @JsonProperty(required = true) UUID id,
        @JsonProperty(required = true) String retry,
        @JsonProperty(required = true) Instant requestedAt,
        @JsonProperty(required = true) boolean corrected,
        @Nullable String recordId) {}
