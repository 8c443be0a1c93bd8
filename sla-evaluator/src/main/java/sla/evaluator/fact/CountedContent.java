package sla.evaluator.fact;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.count.CountedSurvey;
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

/** What counting needs of a content: a pure function of it, but for the numbers of the series. */
public final class CountedContent {
    private CountedContent() {}

    static StoredContent of(AcceptedRecord message, LocalDate month, SeriesCatalog catalog) throws SQLException {
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

    /** What counting needs of an evaluation or a survey answer; null if it is neither or was withdrawn. */
    public static @Nullable CountedJudgement judgement(Content content) {
        return switch (content) {
            case QualityEvaluation evaluation -> counted(evaluation);
            case SurveyAnswer answer -> counted(answer);
            case Interaction _, Retraction _, ControlTotals _, DeclaredMeasure _ -> null;
        };
    }

    /** What counting needs of an evaluation; null if it was withdrawn. */
    private static @Nullable CountedEvaluation counted(QualityEvaluation evaluation) {
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
    private static CountedSurvey counted(SurveyAnswer answer) {
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
}
