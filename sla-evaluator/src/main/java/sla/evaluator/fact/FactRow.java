package sla.evaluator.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CopyText;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.StoredCode;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;
import sla.model.json.Json;

/**
 * An accepted record as a row of table {@code fact}: a pure function of the record, but for the series' number.
 *
 * @param content what counting needs of it
 * @param details what has no column, as JSON; null if nothing is left
 */
public record FactRow(
        AcceptedRecord message,
        StoredContent content,
        Instant occurredAt,
        @Nullable String details) {

    static final String COLUMNS =
            "fact (month, source, record_id, revision, content_hash, effective, type, occurred_at, received_at,"
                    + " input_partition, input_offset, series_id, outcome, offered_at, left_queue_at, ended_at, wait_ms,"
                    + " talk_ms, hold_ms, wrap_up_ms, transferred, handed_back, reference_source,"
                    + " reference_record_id, details)";

    /** Properties of an interaction that have columns or are in the series. */
    private static final Set<String> IN_COLUMNS = Set.of(
            "type",
            "vendor",
            "channel",
            "direction",
            "queue",
            "outcome",
            "offeredAt",
            "waitMillis",
            "talkMillis",
            "holdMillis",
            "wrapUpMillis",
            "site",
            "language",
            "line");

    static FactRow of(AcceptedRecord message, SeriesCatalog catalog) throws SQLException {
        Content content = message.content();
        Instant occurredAt = switch (content) {
            case Interaction interaction -> interaction.offeredAt();
            case QualityEvaluation evaluation -> evaluation.evaluatedAt();
            case SurveyAnswer answer -> answer.respondedAt();
            case ControlTotals totals -> totals.from();
            case DeclaredMeasure measure -> measure.from();
            case Retraction _ -> message.receivedAt();
        };
        LocalDate month = occurredAt.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return new FactRow(message, stored(message, month, catalog), occurredAt, details(content));
    }

    private static StoredContent stored(AcceptedRecord message, LocalDate month, SeriesCatalog catalog)
            throws SQLException {
        Identity identity = Identity.of(message);
        ContentKey key = new ContentKey(message.revision(), uuid(message.contentHash()));
        return switch (message.content()) {
            case Interaction interaction ->
                new StoredContent(
                        identity, key, month, counted(message.source(), interaction, catalog), null, null, null, null);
            case QualityEvaluation evaluation ->
                new StoredContent(
                        identity,
                        key,
                        month,
                        null,
                        counted(evaluation),
                        reference(evaluation.interaction()),
                        evaluation.vendor(),
                        ownSeries(message.source(), evaluation, catalog));
            case SurveyAnswer answer ->
                new StoredContent(
                        identity, key, month, null, null, reference(answer.interaction()), answer.vendor(), null);
            case Retraction _, ControlTotals _, DeclaredMeasure _ ->
                new StoredContent(identity, key, month, null, null, null, null, null);
        };
    }

    private static CountedInteraction counted(String source, Interaction contact, SeriesCatalog catalog)
            throws SQLException {
        boolean answered = contact.outcome() == Outcome.ANSWERED;
        Series series = new Series(
                source,
                contact.vendor(),
                contact.site(),
                contact.queue(),
                contact.channel(),
                contact.language(),
                contact.line(),
                contact.direction(),
                answered ? knownParts(contact) : Series.ALL_PARTS);
        long offeredAt = contact.offeredAt().toEpochMilli();
        long waitMillis = orZero(contact.waitMillis());
        long leftQueueAt = leftQueueAt(contact, offeredAt + waitMillis);
        long endedAt = contact.endedAt() != null
                ? contact.endedAt().toEpochMilli()
                : leftQueueAt + orZero(contact.talkMillis()) + orZero(contact.holdMillis());
        return new CountedInteraction(
                catalog.idOf(series),
                contact.outcome(),
                offeredAt,
                leftQueueAt,
                endedAt,
                waitMillis,
                orZero(contact.talkMillis()),
                orZero(contact.holdMillis()),
                orZero(contact.wrapUpMillis()),
                Boolean.TRUE.equals(contact.transferred()),
                contact.handedBackTo() != null);
    }

    private static long leftQueueAt(Interaction contact, long otherwise) {
        Instant known = contact.outcome() == Outcome.ANSWERED ? contact.answeredAt() : contact.leftQueueAt();
        return known == null ? otherwise : known.toEpochMilli();
    }

    private static int knownParts(Interaction contact) {
        return (contact.talkMillis() == null ? 0 : 1)
                + (contact.holdMillis() == null ? 0 : 2)
                + (contact.wrapUpMillis() == null ? 0 : 4);
    }

    /** What counting needs of an evaluation; null if it was withdrawn. */
    public static @Nullable CountedEvaluation counted(QualityEvaluation evaluation) {
        if (evaluation.status() == QualityEvaluation.Status.WITHDRAWN) {
            return null;
        }
        QualityEvaluation.CriticalErrors errors = evaluation.criticalErrors();
        return new CountedEvaluation(
                evaluation.evaluatedAt().toEpochMilli(),
                evaluation.form(),
                evaluation.instrument() == null ? "" : evaluation.instrument().name(),
                thousandths(evaluation.score()),
                errors == null ? 0 : found(errors.customer()),
                errors == null ? 0 : found(errors.business()),
                errors == null ? 0 : found(errors.compliance()));
    }

    /** The series of an evaluation that names no interaction and brings its own queue and channel. */
    private static @Nullable Integer ownSeries(String source, QualityEvaluation evaluation, SeriesCatalog catalog)
            throws SQLException {
        if (evaluation.interaction() != null || evaluation.queue() == null || evaluation.channel() == null) {
            return null;
        }
        return catalog.idOf(new Series(
                source,
                evaluation.vendor(),
                null,
                evaluation.queue(),
                evaluation.channel(),
                null,
                null,
                null,
                Series.ALL_PARTS));
    }

    private static long thousandths(BigDecimal score) {
        return score.movePointRight(3).longValueExact();
    }

    private static int found(@Nullable Integer errors) {
        return errors != null && errors > 0 ? 1 : 0;
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Identity reference(@Nullable RecordReference reference) {
        return reference == null ? null : Identity.of(reference);
    }

    private static UUID uuid(String hash) {
        return new UUID(Long.parseUnsignedLong(hash, 0, 16, 16), Long.parseUnsignedLong(hash, 16, 32, 16));
    }

    private static @Nullable String details(Content content) {
        JsonNode json = Json.MAPPER.valueToTree(content);
        ObjectNode rest = (ObjectNode) json;
        if (content instanceof Interaction) {
            rest.remove(IN_COLUMNS);
        } else {
            rest.remove("type");
        }
        try {
            return rest.isEmpty() ? null : Json.MAPPER.writeValueAsString(rest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Appends the row for {@code COPY} into {@link #COLUMNS}. */
    void appendTo(CopyText rows, boolean effective) {
        rows.add(content.month())
                .add(message.source())
                .add(message.recordId())
                .add(message.revision())
                .add(content.key().hash())
                .add(effective)
                .add(message.content().eventType().label())
                .add(occurredAt)
                .add(message.receivedAt())
                .add(message.input().partition())
                .add(message.input().offset());
        appendCounted(rows);
        Identity reference = content.reference();
        rows.add(reference == null ? null : reference.source())
                .add(reference == null ? null : reference.recordId())
                .add(details)
                .endRow();
    }

    private void appendCounted(CopyText rows) {
        CountedInteraction counted = content.interaction();
        if (counted == null || !(message.content() instanceof Interaction contact)) {
            rows.add(content.ownSeriesId() == null ? null : Long.valueOf(content.ownSeriesId()));
            for (int column = 0; column < 10; column++) {
                rows.addNull();
            }
            return;
        }
        rows.add(counted.seriesId())
                .add(StoredCode.of(counted.outcome()))
                .add(Instant.ofEpochMilli(counted.offeredAt()))
                .add(Instant.ofEpochMilli(counted.leftQueueAt()))
                .add(Instant.ofEpochMilli(counted.endedAt()))
                .add(contact.waitMillis())
                .add(contact.talkMillis())
                .add(contact.holdMillis())
                .add(contact.wrapUpMillis())
                .add(counted.transferred())
                .add(counted.handedBack());
    }
}
