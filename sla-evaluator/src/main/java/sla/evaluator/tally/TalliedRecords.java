package sla.evaluator.tally;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.TalliedRecord.Visitor;
import sla.model.agreement.Agreement;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.event.DeclaredMeasure;
import sla.model.time.Span;

/**
 * The records that a KPI looks at one by one: those of a span that count now, each once. One look over the facts of the
 * months that the span touches.
 */
@ApplicationScoped
public class TalliedRecords {
    private final SeriesCatalog catalog;

    TalliedRecords(SeriesCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Gives them in any order.
     *
     * @param connection in a transaction with repeatable reads
     * @param kpi one that {@linkplain Kpi#looksAtRecords looks at records}, or one that is measured by counts: then what
     *     these are made of
     */
    public void forEach(Connection connection, Agreement agreement, Kpi kpi, Span span, Visitor visitor)
            throws SQLException {
        ofGroup(connection, agreement, kpi, span, null, visitor);
    }

    /**
     * Gives only those of one journey, or of one customer.
     *
     * @param kpi one that {@linkplain Kpi#relatesRecords relates records}
     * @param one of the journey, or of the customer; one that belongs to none stands alone
     */
    public void ofSame(
            Connection connection,
            Agreement agreement,
            Kpi kpi,
            Span span,
            ContactDetails one,
            String source,
            Visitor visitor)
            throws SQLException {
        Group group = kpi.journeys() != null
                ? new Group(null, one.journeyId() == null ? "" : one.journeyId())
                : new Group(source, one.customerKey() == null ? "" : one.customerKey());
        ofGroup(connection, agreement, kpi, span, group, visitor);
    }

    /**
     * When nothing that happens can change a period any more, but for what comes late: the end of the period, or when no
     * contact of it can go on any more for its KPIs.
     */
    public Instant settledAt(Connection connection, AgreementPeriod period) throws SQLException {
        Instant settled = period.period().endExclusive();
        for (Kpi kpi : period.agreement().kpis()) {
            if (kpi.lookAhead().isPositive()) {
                for (KpiWindow window : period.windows(kpi)) {
                    Instant last =
                            lastEnd(connection, period.agreement(), kpi, window).plus(kpi.lookAhead());
                    settled = last.isAfter(settled) ? last : settled;
                }
            }
        }
        return settled;
    }

    private Instant lastEnd(Connection connection, Agreement agreement, Kpi kpi, KpiWindow window) throws SQLException {
        Instant[] last = {window.period().endExclusive()};
        Span span = new Span(window.period().startInclusive(), window.period().endExclusive());
        forEach(connection, agreement, kpi, span, record -> {
            Instant ended = record.endedAt();
            last[0] = ended.isAfter(last[0]) ? ended : last[0];
        });
        return last[0];
    }

    /** Whether a declared measure counts for a KPI of an agreement. */
    public static boolean counts(Agreement agreement, Kpi kpi, DeclaredMeasure measure, String source) {
        return kpi.metric() instanceof DeclaredMeasureMetric metric
                && measure.vendor().equals(agreement.vendor().id())
                && MeasureReader.counts(kpi, metric, measure, source);
    }

    private void ofGroup(
            Connection connection, Agreement agreement, Kpi kpi, Span span, @Nullable Group only, Visitor visitor)
            throws SQLException {
        LegReader legs = new LegReader(connection, catalog, agreement, kpi);
        if (kpi.journeys() != null) {
            new JourneyReader(legs, kpi).read(span, only, visitor);
        } else if (kpi.relatesToRepeats()) {
            new RepeatReader(legs, kpi).read(span, only, visitor);
        } else {
            switch (kpi.metric().measuredFrom()) {
                case INTERACTION -> legs.read(span, visitor);
                case QUALITY_EVALUATION, SURVEY_ANSWER ->
                    JudgementReader.read(connection, catalog, agreement, kpi, span, visitor);
                case DECLARED_MEASURE -> MeasureReader.read(connection, agreement, kpi, span, visitor);
                case CONTROL_TOTALS, RETRACTION ->
                    throw new IllegalArgumentException(kpi.id() + " is not measured from records");
            }
        }
    }
}
