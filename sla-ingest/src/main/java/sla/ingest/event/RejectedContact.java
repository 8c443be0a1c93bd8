package sla.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.Content;
import sla.model.event.Interaction;
import sla.model.event.Rejection;
import sla.model.registration.SourceRegistration;

/**
 * Which contact a rejected interaction would have been, so that the vendor sees where it is missing. Only if vendor, queue
 * and moment of offer are in order themselves: what is wrong with a name stays with the rejection.
 */
final class RejectedContact {
    private RejectedContact() {}

    /** Null if the source may not speak for the vendor, or something cannot be read. */
    static Rejection.@Nullable Contact of(
            JsonNode data, SourceRegistration registration, TimeLimits limits, Instant latest) {
        Fields fields = new Fields(data, "", new Reasons(), limits.earliest(), latest);
        String vendor = fields.text("vendor", Fields.NAME);
        String queue = fields.text("queue", Fields.NAME);
        Instant offeredAt = fields.instant("offeredAt");
        if (vendor == null
                || queue == null
                || offeredAt == null
                || !registration.vendors().contains(vendor)) {
            return null;
        }
        return new Rejection.Contact(vendor, queue, offeredAt);
    }

    /** The same of one that was in order but for names beyond the limit; null if the queue is among them. */
    static Rejection.@Nullable Contact of(Content content, List<DimensionValue> refused) {
        if (!(content instanceof Interaction contact)
                || refused.stream().anyMatch(value -> value.field().equals("queue"))) {
            return null;
        }
        return new Rejection.Contact(contact.vendor(), contact.queue(), contact.offeredAt());
    }
}
