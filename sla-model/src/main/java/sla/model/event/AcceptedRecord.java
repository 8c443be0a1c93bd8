package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One accepted revision of a record on {@link sla.model.Topics#INTERACTIONS}, normalised. Identity is
 * {@code (source, recordId)} over all types: an interaction and a survey answer of one source never share an id.
 *
 * @param revision the source's number, or milliseconds since 1970 where the source's revisions are instants
 * @param contentHash first 16 bytes of the SHA-256 of the normalised content, 32 hexadecimal digits: equal hashes are
 *     the same content
 * @param input where it came from
 * @param receivedAt when the broker appended it to the input topic
 * @param retry the {@link RetryAttempt} by which a message was accepted that was rejected when it came; else null
 */
public record AcceptedRecord(
        @JsonProperty(required = true) String source,
        @JsonProperty(required = true) String recordId,
        @JsonProperty(required = true) long revision,
        @JsonProperty(required = true) String contentHash,
        @JsonProperty(required = true) InputPosition input,
        @JsonProperty(required = true) Instant receivedAt,
        @Nullable UUID retry,
        @JsonProperty(required = true) Content content) {

    /** One that was accepted when it came. */
    public AcceptedRecord(
            String source,
            String recordId,
            long revision,
            String contentHash,
            InputPosition input,
            Instant receivedAt,
            Content content) {
        this(source, recordId, revision, contentHash, input, receivedAt, null, content);
    }

    /** The key on the topic: one record's revisions share a partition, so that one evaluator usually writes it. */
    public String key() {
        return source + '/' + recordId;
    }
}
