package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a message on an input topic was not accepted, on {@link sla.model.Topics#REJECTIONS}.
 *
 * @param source the source whose topic it came in by; registered or not
 * @param recordId the record's id, where it could be read
 * @param revision as sent, where it could be read
 * @param reasons all of them, at least one
 * @param raw the first bytes of the message, in Base64, for the source itself; empty for one that intake had accepted
 * @param size bytes of the whole message; for one that intake had accepted, of what it accepted
 * @param contact which contact it would have been, for an interaction whose vendor, queue and moment of offer could be
 *     read: so that what is missing in a declared interval can be explained
 */
public record Rejection(
        @JsonProperty(required = true) String source,
        @Nullable String recordId,
        @Nullable String revision,
        @Nullable String type,
        @JsonProperty(required = true) InputPosition input,
        @JsonProperty(required = true) Instant receivedAt,
        @JsonProperty(required = true) List<Reason> reasons,
        @JsonProperty(required = true) String raw,
        @JsonProperty(required = true) int size,
        @Nullable Contact contact) {

    public Rejection {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("A rejection needs a reason");
        }
    }

    /** One that says nothing of a contact. */
    public Rejection(
            String source,
            @Nullable String recordId,
            @Nullable String revision,
            @Nullable String type,
            InputPosition input,
            Instant receivedAt,
            List<Reason> reasons,
            String raw,
            int size) {
        this(source, recordId, revision, type, input, receivedAt, reasons, raw, size, null);
    }

    /** Where a contact would have counted. */
    public record Contact(
            @JsonProperty(required = true) String vendor,
            @JsonProperty(required = true) String queue,
            @JsonProperty(required = true) Instant offeredAt) {}

    /**
     * One thing that is wrong.
     *
     * @param pointer JSON pointer to the place, empty for the whole message
     * @param value the offending value, cut to a safe length
     * @param message a sentence for the sender: what is wrong and what is allowed
     */
    public record Reason(
            @JsonProperty(required = true) RejectionCode code,
            @JsonProperty(required = true) String pointer,
            @Nullable String value,
            @JsonProperty(required = true) String message) {}
}
