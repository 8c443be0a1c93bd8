package sla.ingest.event;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.AcceptedRecord;
import sla.model.event.Rejection;
import sla.model.event.Rejection.Reason;
import sla.model.event.RejectionCode;

/** What became of a message. A rejection is a result like the other, never an exception. */
public sealed interface Verdict {

    /**
     * @param occurredAt when what it tells happened; null for what is not an event in time
     * @param dimensions the names it uses, each of which must be among the source's first ones in its dimension
     */
    record Accepted(
            AcceptedRecord accepted,
            NormalisedContent content,
            @Nullable Instant occurredAt,
            List<DimensionValue> dimensions,
            Sent sent)
            implements Verdict {

        /** What is sent on. */
        public byte[] json() {
            return content.jsonOf(accepted);
        }

        /** The same message refused, because it brings names beyond the limit. */
        public Rejected tooManyValues(ReceivedMessage message, List<DimensionValue> refused, int most) {
            List<Reason> reasons = refused.stream()
                    .map(value -> new Reason(
                            RejectionCode.TOO_MANY_VALUES,
                            "/data/" + value.field(),
                            Printable.of(value.value()),
                            "the source already has " + most + " different values of " + value.dimension()
                                    + ", the most that are kept apart"))
                    .toList();
            return Rejected.of(message, sent.about(RejectedContact.of(accepted.content(), refused)), reasons);
        }
    }

    record Rejected(Rejection rejection) implements Verdict {
        static Rejected of(ReceivedMessage message, Sent sent, List<Reason> reasons) {
            return new Rejected(new Rejection(
                    message.source(),
                    sent.recordId(),
                    sent.revision(),
                    sent.type(),
                    message.input(),
                    message.receivedAt(),
                    reasons,
                    Base64.getEncoder().encodeToString(message.value().beginning()),
                    message.value().size(),
                    sent.contact()));
        }

        /** A message on which the service itself failed: kept, so that it can be retried once the defect is mended. */
        public static Rejected defect(ReceivedMessage message) {
            Reason reason = new Reason(
                    RejectionCode.INTERNAL_ERROR,
                    "",
                    null,
                    "the service failed on this message; the fault is the service's, send it again once it is mended");
            return of(message, Sent.UNREADABLE, List.of(reason));
        }
    }
}
