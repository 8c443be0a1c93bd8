package sla.evaluator.tally;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedJudgement;
import sla.evaluator.count.CountedSurvey;
import sla.evaluator.fact.CountedContent;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.StoredDetails;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.evaluator.tally.TalliedRecord.What;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.event.Content;
import sla.model.event.EventType;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;
import sla.model.time.Span;

/**
 * Reads quality evaluations or survey answers from the facts, each with the contact it judges: by that one's moment and
 * dimensions, unless the KPI counts them by when they were made.
 */
final class JudgementReader {
    private static final int FETCH_ROWS = 5_000;

    private JudgementReader() {}

    static void read(
            Connection connection, SeriesCatalog catalog, Agreement agreement, Kpi kpi, Span span, Visitor visitor)
            throws SQLException {
        EventType type = kpi.metric().measuredFrom();
        LegReader contacts = new LegReader(connection, catalog, agreement, kpi);
        try (PreparedStatement select = connection.prepareStatement(sql(type, kpi.attribution(), span))) {
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Content content = StoredDetails.read(row.getString(4), type, Content.class);
                    Series series = series(row, vendor(content), catalog);
                    CountedJudgement judgement = CountedContent.judgement(content);
                    if (series != null && contacts.isInLot(series) && judgement != null) {
                        visitor.visit(new TalliedRecord(
                                row.getObject(7, OffsetDateTime.class).toInstant(),
                                new Identity(row.getString(1), row.getString(2)),
                                row.getLong(3),
                                type,
                                what(judgement),
                                List.of()));
                    }
                }
            }
        }
    }

    private static What what(CountedJudgement judgement) {
        return switch (judgement) {
            case CountedEvaluation evaluation -> new What.OfEvaluation(evaluation);
            case CountedSurvey answer -> new What.OfSurvey(answer);
        };
    }

    private static String vendor(Content content) {
        return switch (content) {
            case QualityEvaluation evaluation -> evaluation.vendor();
            case SurveyAnswer answer -> answer.vendor();
            default ->
                throw new IllegalStateException(
                        "judges nothing: " + content.eventType().label());
        };
    }

    /** Those that name a contact, and those of contacts of the judge's own making: few, found by different ways. */
    private static String sql(EventType type, Attribution attribution, Span span) {
        String judged = attribution == Attribution.EVALUATED ? "e.occurred_at" : "c." + LegReader.column(attribution);
        String within = FactMonths.within("e", span.startInclusive(), span.endExclusive());
        return """
                select e.source, e.record_id, e.revision, e.details, c.series_id, true, {judged}
                from fact e join fact c on c.source = e.reference_source and c.record_id = e.reference_record_id
                where e.effective and e.type = '{type}' and e.reference_source is not null
                  and c.effective and c.type = 'interaction' and {months} and {judged} >= {from} and {judged} < {to}
                union all
                select e.source, e.record_id, e.revision, e.details, e.series_id, false, e.occurred_at
                from fact e
                where e.effective and e.type = '{type}' and e.reference_source is null
                  and e.series_id is not null and {own} and e.occurred_at >= {from} and e.occurred_at < {to}
                """.replace("{judged}", judged)
                .replace("{type}", type.label())
                .replace(
                        "{months}",
                        attribution == Attribution.EVALUATED ? within : FactMonths.before("c", span.endExclusive()))
                .replace("{own}", within)
                .replace("{from}", FactMonths.moment(span.startInclusive()))
                .replace("{to}", FactMonths.moment(span.endExclusive()));
    }

    /** In which it counts: its own, or that of the contact it names; null if that is another vendor's. */
    private static @Nullable Series series(ResultSet row, String vendor, SeriesCatalog catalog) throws SQLException {
        Series series = catalog.byId(row.getInt(5));
        if (!row.getBoolean(6)) {
            return series;
        }
        return series.vendor().equals(vendor) ? series.judgedBy(row.getString(1)) : null;
    }
}
