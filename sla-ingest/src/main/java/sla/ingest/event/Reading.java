package sla.ingest.event;

import static sla.model.event.RejectionCode.EMPTY;
import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.NOT_JSON;
import static sla.model.event.RejectionCode.SOURCE_NOT_REGISTERED;
import static sla.model.event.RejectionCode.TOO_LARGE;
import static sla.model.event.RejectionCode.TYPE_NOT_ALLOWED;
import static sla.model.event.RejectionCode.VENDOR_NOT_ALLOWED;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.Rejection;
import sla.model.event.RejectionCode;
import sla.model.event.Retraction;
import sla.model.event.RetryAttempt;
import sla.model.event.SurveyAnswer;
import sla.model.registration.SourceRegistration;

/** The judgement of one message. It goes on after a fault, so that the sender learns of all of them at once. */
final class Reading {
    private static final long TOLERANCE_OF_UNREGISTERED = 2_000;

    private final ReceivedMessage message;
    private final @Nullable SourceRegistration registration;
    private final TimeLimits limits;
    private final Reasons reasons = new Reasons();
    private Sent sent = Sent.UNREADABLE;

    Reading(ReceivedMessage message, @Nullable SourceRegistration registration, TimeLimits limits) {
        this.message = message;
        this.registration = registration;
        this.limits = limits;
    }

    Verdict verdict() {
        if (registration == null) {
            reject(SOURCE_NOT_REGISTERED, "", "no source " + message.source() + " is registered; ask the buyer for it");
        }
        JsonNode event = event();
        Verdict.Accepted accepted = event == null ? null : read(event);
        if (accepted != null && reasons.none()) {
            return accepted;
        }
        return Verdict.Rejected.of(message, sent.about(contact(event)), reasons.all());
    }

    private @Nullable JsonNode event() {
        if (message.value().size() > MessageValue.LARGEST) {
            reject(
                    TOO_LARGE,
                    "",
                    "the message has " + message.value().size() + " bytes, at most " + MessageValue.LARGEST
                            + " are accepted");
            return null;
        }
        if (message.value().size() == 0) {
            reject(EMPTY, "", "the message has no value; to take a record back send a retraction");
            return null;
        }
        try {
            return JsonText.readObject(message.value().bytes());
        } catch (JsonText.Invalid e) {
            reject(NOT_JSON, "", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Verdict.@Nullable Accepted read(JsonNode event) {
        Instant latest = message.receivedAt().plus(limits.latestAhead());
        Fields envelope = new Fields(event, "", reasons, limits.earliest(), latest);
        EventType type = Envelope.read(envelope, message.source());
        sent = new Sent(null, null, printable(envelope.value("type")), null);
        Fields data = envelope.object("data");
        if (data == null) {
            return null;
        }
        sent = new Sent(printable(data.value("recordId")), printable(data.value("revision")), sent.type(), null);
        data.require("recordId", "revision");
        String recordId = data.text("recordId", Fields.ID);
        checkKept(recordId, data);
        Long revision = RevisionReader.read(data, registration == null ? null : registration.revisions());
        if (type == null) {
            return null;
        }
        checkAllowed(type, envelope);
        checkVendor(data);
        Content content = content(type, data);
        if (content == null || recordId == null || revision == null || !reasons.none()) {
            return null;
        }
        NormalisedContent normalised = NormalisedContent.of(content);
        AcceptedRecord accepted = new AcceptedRecord(
                message.source(),
                recordId,
                revision,
                normalised.hash(),
                message.input(),
                message.receivedAt(),
                message.retry() == null ? null : message.retry().id(),
                content);
        return new Verdict.Accepted(accepted, normalised, occurredAt(content), DimensionValue.of(content), sent);
    }

    private @Nullable Content content(EventType type, Fields data) {
        long tolerance = registration == null
                ? TOLERANCE_OF_UNREGISTERED
                : registration.tolerance().toMillis();
        return switch (type) {
            case INTERACTION -> InteractionReader.read(data, tolerance);
            case QUALITY_EVALUATION -> QualityEvaluationReader.read(data);
            case SURVEY_ANSWER -> SurveyAnswerReader.read(data);
            case RETRACTION -> new Retraction();
            case CONTROL_TOTALS -> ControlTotalsReader.read(data);
            case DECLARED_MEASURE -> DeclaredMeasureReader.read(data);
        };
    }

    /** A correction under another id would be another record beside the one that the source may still send itself. */
    private void checkKept(@Nullable String recordId, Fields data) {
        RetryAttempt retry = message.retry();
        if (recordId != null
                && retry != null
                && retry.recordId() != null
                && !recordId.equals(retry.recordId().strip())) {
            data.add(INVALID_VALUE, "recordId", "a correction keeps the record's id, which is " + retry.recordId());
        }
    }

    private void checkAllowed(EventType type, Fields envelope) {
        if (registration == null
                || type == EventType.RETRACTION
                || registration.types().contains(type)) {
            return;
        }
        envelope.add(
                TYPE_NOT_ALLOWED,
                "type",
                "the source may send: "
                        + registration.types().stream().map(EventType::wireName).collect(Collectors.joining(", ")));
    }

    private void checkVendor(Fields data) {
        JsonNode vendor = data.value("vendor");
        if (registration == null || vendor == null || !vendor.isTextual()) {
            return;
        }
        if (!registration.vendors().contains(vendor.textValue().strip())) {
            data.add(
                    VENDOR_NOT_ALLOWED,
                    "vendor",
                    "the source may speak for: " + String.join(", ", registration.vendors()));
        }
    }

    private Rejection.@Nullable Contact contact(@Nullable JsonNode event) {
        if (event == null
                || registration == null
                || !EventType.INTERACTION.wireName().equals(sent.type())
                || !event.path("data").isObject()) {
            return null;
        }
        return RejectedContact.of(
                event.path("data"), registration, limits, message.receivedAt().plus(limits.latestAhead()));
    }

    private static @Nullable Instant occurredAt(Content content) {
        return switch (content) {
            case Interaction interaction -> interaction.offeredAt();
            case QualityEvaluation evaluation -> evaluation.evaluatedAt();
            case SurveyAnswer answer -> answer.respondedAt();
            case ControlTotals totals -> totals.to();
            case DeclaredMeasure _, Retraction _ -> null;
        };
    }

    private static @Nullable String printable(@Nullable JsonNode value) {
        return value == null ? null : Printable.of(value.isTextual() ? value.textValue() : value.toString(), Fields.ID);
    }

    private void reject(RejectionCode code, String pointer, String sentence) {
        reasons.add(code, pointer, (String) null, sentence);
    }
}
