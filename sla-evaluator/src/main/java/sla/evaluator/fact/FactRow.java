package sla.evaluator.fact;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import sla.evaluator.count.CopyRows;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.StoredCode;
import sla.evaluator.seal.Seals;
import sla.evaluator.series.SeriesCatalog;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Interaction;
import sla.model.event.QualityEvaluation;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

/**
 * An accepted record as a row of table {@code fact}: a pure function of the record, but for the series' number.
 *
 * @param content what counting needs of it
 */
public record FactRow(AcceptedRecord message, StoredContent content, Instant occurredAt) {

    static final String COLUMNS =
            "fact (month, source, record_id, revision, content_hash, effective, type, occurred_at, received_at,"
                    + " input_partition, input_offset, series_id, outcome, offered_at, left_queue_at, ended_at, wait_ms,"
                    + " talk_ms, hold_ms, wrap_up_ms, transferred, handed_back, reference_source,"
                    + " reference_record_id, details)";

    static final int COLUMN_COUNT = 25;

    /** What lies further ahead of its arrival is kept in the last of these. */
    private static final int MOST_MONTHS_AHEAD = 12;

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
        return new FactRow(
                message, CountedContent.of(message, month(occurredAt, message.receivedAt()), catalog), occurredAt);
    }

    /**
     * Each month is a table. A declared measure may lie ahead up to the year 9999, and a few of them must not make
     * thousands of tables that every look-up goes through.
     */
    static LocalDate month(Instant occurredAt, Instant receivedAt) {
        LocalDate month = first(occurredAt);
        LocalDate last = first(receivedAt).plusMonths(MOST_MONTHS_AHEAD);
        return month.isAfter(last) ? last : month;
    }

    private static LocalDate first(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
    }

    /** Appends the row for {@code COPY} into {@link #COLUMNS}. */
    void appendTo(CopyRows rows, boolean effective, Seals seals) {
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
                .addJson(FactDetails.of(message.content(), !seals.forgetPseudonyms(message.source(), content.month())))
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
