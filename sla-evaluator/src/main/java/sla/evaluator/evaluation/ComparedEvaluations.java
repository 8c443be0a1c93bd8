package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LastInReader;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.rule.AgreementEvaluator;
import sla.evaluator.series.Series;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Claim;
import sla.model.term.Exclusion;

/**
 * What two agreements give for a period as the counts stand: what both ask for is read once. Each result is that of
 * {@link Evaluations}.
 */
@ApplicationScoped
public class ComparedEvaluations {
    private final KpiCounts counts;
    private final AgreementCompleteness completeness;
    private final ExclusionReader exclusionReader;
    private final LastInReader lastInReader;

    ComparedEvaluations(
            KpiCounts counts,
            AgreementCompleteness completeness,
            ExclusionReader exclusionReader,
            LastInReader lastInReader) {
        this.exclusionReader = exclusionReader;
        this.lastInReader = lastInReader;
        this.counts = counts;
        this.completeness = completeness;
    }

    /** An evaluation with what it was made of. */
    public static final class Counted {
        private final AgreementPeriod period;
        private final Map<String, CountsOverTime> byKpi;
        private final List<AppliedExclusion> exclusions;
        private final List<LastIn> lastIn;
        private final List<Claim> claims;
        private final AgreementCompleteness.Result complete;

        private Counted(
                AgreementPeriod period,
                Map<String, CountsOverTime> byKpi,
                List<AppliedExclusion> exclusions,
                List<LastIn> lastIn,
                List<Claim> claims,
                AgreementCompleteness.Result complete) {
            this.claims = claims;
            this.exclusions = exclusions;
            this.lastIn = lastIn;
            this.period = period;
            this.byKpi = byKpi;
            this.complete = complete;
        }

        /** @param past earlier periods, as far as it looks back on them */
        public Evaluation evaluation(List<PastPeriod> past) {
            return AgreementEvaluator.evaluate(
                            period.agreement(),
                            period.period(),
                            period.contractDays(),
                            byKpi,
                            past,
                            exclusions,
                            lastIn,
                            claims)
                    .with(complete.ofAll(), complete.sources());
        }
    }

    /** In the caller's transaction, which has repeatable reads. */
    public Counted of(Connection connection, AgreementPeriod period, Map<Integer, Series> series) throws SQLException {
        return counted(
                connection,
                period,
                counts.read(connection, period, series),
                exclusionReader.read(connection, period),
                completeness.of(connection, period.agreement(), period.period(), series));
    }

    /** The same with other exclusions than those that are approved. */
    public Counted excluding(Connection connection, Counted counted, List<Exclusion> exclusions) throws SQLException {
        return counted(
                connection,
                counted.period,
                counted.byKpi,
                exclusionReader.read(connection, counted.period, exclusions),
                counted.complete);
    }

    private Counted counted(
            Connection connection,
            AgreementPeriod period,
            Map<String, CountsOverTime> byKpi,
            List<AppliedExclusion> exclusions,
            AgreementCompleteness.Result complete)
            throws SQLException {
        List<LastIn> lastIn = lastInReader.read(connection, period, byKpi, exclusions);
        return new Counted(period, byKpi, exclusions, lastIn, TermTable.claims(connection, period), complete);
    }

    /** Of the same transaction as the other, from which it takes what is the same. */
    public Counted of(Connection connection, AgreementPeriod period, Map<Integer, Series> series, Counted other)
            throws SQLException {
        if (!isOverTheSame(period, other.period)) {
            return of(connection, period, series);
        }
        Map<String, CountsOverTime> byKpi = new HashMap<>();
        List<Kpi> rest = new ArrayList<>();
        for (Kpi kpi : period.agreement().kpis()) {
            other.period.agreement().kpis().stream()
                    .filter(each -> asksForTheSame(period.agreement(), kpi, other.period.agreement(), each))
                    .map(each -> other.byKpi.get(each.id()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresentOrElse(same -> byKpi.put(kpi.id(), same), () -> rest.add(kpi));
        }
        if (!rest.isEmpty()) {
            byKpi.putAll(counts.read(connection, NotComputable.only(period, rest), series));
        }
        return counted(
                connection,
                period,
                byKpi,
                exclusionReader.read(connection, period),
                SameCounts.haveSameQueues(period.agreement(), other.period.agreement())
                        ? other.complete
                        : completeness.of(connection, period.agreement(), period.period(), series));
    }

    private static boolean isOverTheSame(AgreementPeriod one, AgreementPeriod other) {
        return one.period().equals(other.period())
                && one.contractDays().equals(other.contractDays())
                && one.agreement().zone().equals(other.agreement().zone())
                && one.agreement()
                        .vendor()
                        .id()
                        .equals(other.agreement().vendor().id())
                && one.agreement().period().equals(other.agreement().period())
                && one.agreement().openingHours().equals(other.agreement().openingHours());
    }

    /** Whatever target, rounding and rules make of it. */
    private static boolean asksForTheSame(Agreement agreement, Kpi kpi, Agreement otherAgreement, Kpi other) {
        return SameCounts.areOf(agreement, kpi, otherAgreement, other)
                && kpi.metric().equals(other.metric())
                && Objects.equals(kpi.window(), other.window())
                && Objects.equals(kpi.parts(), other.parts())
                && Objects.equals(
                        agreement.lot(kpi.lot()).hours(),
                        otherAgreement.lot(other.lot()).hours());
    }
}
