package sla.evaluator.fact;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CopyRows;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedSurvey;
import sla.evaluator.count.StoredCode;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.event.AcceptedRecord;
import sla.model.event.Channel;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

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

    static final int COLUMN_COUNT = 25;

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
        return new FactRow(message, stored(message, month, catalog), occurredAt, FactDetails.of(content));
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
                        evaluation.interaction() == null
                                ? ownSeries(
                                        message.source(),
                                        evaluation.vendor(),
                                        evaluation.queue(),
                                        evaluation.channel(),
                                        catalog)
                                : null);
            case SurveyAnswer answer ->
                new StoredContent(
                        identity,
                        key,
                        month,
                        null,
                        counted(answer),
                        reference(answer.interaction()),
                        answer.vendor(),
                        answer.interaction() == null
                                ? ownSeries(
                                        message.source(), answer.vendor(), answer.queue(), answer.channel(), catalog)
                                : null);
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

    /** What counting needs of a survey answer. */
    static CountedSurvey counted(SurveyAnswer answer) {
        return new CountedSurvey(
                answer.respondedAt().toEpochMilli(),
                orUnanswered(answer.csat()),
                answer.csat() == null ? CountedSurvey.UNANSWERED : orUnanswered(answer.csatScale()),
                orUnanswered(answer.nps()),
                answer.resolved() == null ? CountedSurvey.UNANSWERED : answer.resolved() ? 1 : 0);
    }

    private static int orUnanswered(@Nullable Integer value) {
        return value == null ? CountedSurvey.UNANSWERED : value;
    }

    /** The series of a judgement that names no interaction and brings its own queue and channel. */
    private static @Nullable Integer ownSeries(
            String source, String vendor, @Nullable String queue, @Nullable Channel channel, SeriesCatalog catalog)
            throws SQLException {
        if (queue == null || channel == null) {
            return null;
        }
        return catalog.idOf(new Series(source, vendor, null, queue, channel, null, null, null, Series.ALL_PARTS));
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

    /** Appends the row for {@code COPY} into {@link #COLUMNS}. */
    void appendTo(CopyRows rows, boolean effective) {
        rows.addDate(content.month())
                .addText(message.source())
                .addText(message.recordId())
                .addBigint(message.revision())
                .addUuid(content.key().hash())
                .addBoolean(effective)
                .addText(message.content().eventType().label())
                .addInstant(occurredAt)
                .addInstant(message.receivedAt())
                .addInt(message.input().partition())
                .addBigint(message.input().offset());
        appendCounted(rows);
        Identity reference = content.reference();
        rows.addText(reference == null ? null : reference.source())
                .addText(reference == null ? null : reference.recordId())
                .addJsonb(details)
                .endRow();
    }

    private void appendCounted(CopyRows rows) {
        CountedInteraction counted = content.interaction();
        if (counted == null || !(message.content() instanceof Interaction contact)) {
            Integer series = content.ownSeriesId();
            if (series == null) {
                rows.addNull();
            } else {
                rows.addInt(series);
            }
            for (int column = 0; column < 10; column++) {
                rows.addNull();
            }
            return;
        }
        rows.addInt(counted.seriesId())
                .addSmallint(StoredCode.of(counted.outcome()))
                .addInstant(counted.offeredAt())
                .addInstant(counted.leftQueueAt())
                .addInstant(counted.endedAt())
                .addBigint(contact.waitMillis())
                .addBigint(contact.talkMillis())
                .addBigint(contact.holdMillis())
                .addBigint(contact.wrapUpMillis())
                .addBoolean(counted.transferred())
                .addBoolean(counted.handedBack());
    }
}
