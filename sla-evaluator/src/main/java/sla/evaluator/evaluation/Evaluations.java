package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LastInReader;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.rule.AgreementEvaluator;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.term.TermTable;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Exclusion;

/** What an agreement version gives for a period as the counts stand now. */
@ApplicationScoped
public class Evaluations {
    private final DataSource database;
    private final SeriesCatalog catalog;
    private final KpiCounts counts;
    private final PastReader past;
    private final ExclusionReader exclusionReader;
    private final LastInReader lastInReader;
    private final AgreementCompleteness completeness;

    Evaluations(
            DataSource database,
            SeriesCatalog catalog,
            KpiCounts counts,
            PastReader past,
            ExclusionReader exclusionReader,
            LastInReader lastInReader,
            AgreementCompleteness completeness) {
        this.past = past;
        this.exclusionReader = exclusionReader;
        this.lastInReader = lastInReader;
        this.database = database;
        this.catalog = catalog;
        this.counts = counts;
        this.completeness = completeness;
    }

    /** In a snapshot of its own. */
    public Evaluation of(AgreementPeriod period) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return of(connection, period, catalog.all());
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        }
    }

    /** In the caller's transaction, which has repeatable reads. */
    public Evaluation of(Connection connection, AgreementPeriod period, Map<Integer, Series> series)
            throws SQLException {
        return of(connection, period, series, past.read(connection, period));
    }

    /** The same with other exclusions than those that are approved. */
    public Evaluation of(
            Connection connection, AgreementPeriod period, List<Exclusion> exclusions, Map<Integer, Series> series)
            throws SQLException {
        return of(
                connection,
                period,
                series,
                past.read(connection, period),
                exclusionReader.read(connection, period, exclusions));
    }

    /** The same behind other earlier periods than those that stand. */
    public Evaluation of(
            Connection connection, AgreementPeriod period, Map<Integer, Series> series, List<PastPeriod> behind)
            throws SQLException {
        return of(connection, period, series, behind, exclusionReader.read(connection, period));
    }

    private Evaluation of(
            Connection connection,
            AgreementPeriod period,
            Map<Integer, Series> series,
            List<PastPeriod> behind,
            List<AppliedExclusion> leftOut)
            throws SQLException {
        AgreementCompleteness.Result complete =
                completeness.of(connection, period.agreement(), period.period(), series);
        Map<String, CountsOverTime> byKpi = counts.read(connection, period, series);
        return AgreementEvaluator.evaluate(
                        period.agreement(),
                        period.period(),
                        period.contractDays(),
                        byKpi,
                        behind,
                        leftOut,
                        lastInReader.read(connection, period, byKpi, leftOut),
                        TermTable.claims(connection, period))
                .with(complete.ofAll(), complete.sources());
    }
}
