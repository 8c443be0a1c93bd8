package sla.evaluator.tally;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.StoredDetails;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.evaluator.tally.TalliedRecord.What;
import sla.model.agreement.Agreement;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.DeclaredMeasureMetric.DeclaredFor;
import sla.model.agreement.Kpi;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;
import sla.model.time.Span;

/** Reads declared measures from the facts: those whose span begins in the one that is asked for. */
final class MeasureReader {
    private MeasureReader() {}

    static void read(Connection connection, Agreement agreement, Kpi kpi, Span span, Visitor visitor)
            throws SQLException {
        if (!(kpi.metric() instanceof DeclaredMeasureMetric metric)) {
            throw new IllegalArgumentException(kpi.id() + " is not declared");
        }
        String sql = """
                select f.source, f.record_id, f.revision, f.details, f.occurred_at from fact f
                where f.effective and f.type = 'declared-measure' and f.occurred_at >= {from} and f.occurred_at < {to}
                  and f.details ->> 'vendor' = ? and f.details ->> 'name' = ?
                """.replace("{from}", FactMonths.moment(span.startInclusive()))
                .replace("{to}", FactMonths.moment(span.endExclusive()));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, agreement.vendor().id());
            select.setString(2, metric.measure());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    DeclaredMeasure measure =
                            StoredDetails.read(row.getString(4), EventType.DECLARED_MEASURE, DeclaredMeasure.class);
                    String source = row.getString(1);
                    if (counts(kpi, metric, measure, source)) {
                        visitor.visit(new TalliedRecord(
                                row.getObject(5, OffsetDateTime.class).toInstant(),
                                new Identity(source, row.getString(2)),
                                row.getLong(3),
                                EventType.DECLARED_MEASURE,
                                new What.OfMeasure(measure),
                                List.of()));
                    }
                }
            }
        }
    }

    static boolean counts(Kpi kpi, DeclaredMeasureMetric metric, DeclaredMeasure measure, String source) {
        boolean declaredForIt = measure.name().equals(metric.measure())
                && (metric.declaredFor() == DeclaredFor.VENDOR
                        ? measure.lot() == null
                        : kpi.lot().equals(measure.lot()));
        return declaredForIt && (kpi.source() == null || kpi.source().equals(source));
    }
}
