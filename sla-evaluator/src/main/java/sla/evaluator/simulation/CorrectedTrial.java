package sla.evaluator.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.ComparedEvaluations;
import sla.evaluator.evaluation.ComparedEvaluations.Counted;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.NotComputable;
import sla.evaluator.evaluation.PastReader;
import sla.evaluator.freeze.CorrectedPeriods;
import sla.evaluator.freeze.CorrectedPeriods.Standing;
import sla.evaluator.series.Series;
import sla.model.agreement.FormerIds;
import sla.model.evaluation.Correction;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Exclusion;

/**
 * What changed terms make of a frozen period that would be otherwise now. Later periods look back on it as corrected, so the
 * terms are tried on the counts as they stand now, too: what turned out to be no failure may be one under them, and the
 * other way round.
 */
@ApplicationScoped
class CorrectedTrial {
    private final ComparedEvaluations compared;
    private final NotComputable notComputable;
    private final PastReader pastReader;

    CorrectedTrial(ComparedEvaluations compared, NotComputable notComputable, PastReader pastReader) {
        this.compared = compared;
        this.notComputable = notComputable;
        this.pastReader = pastReader;
    }

    /**
     * In the caller's transaction, which has repeatable reads. Null if nothing is corrected, and where the counts are gone:
     * then what differs on the frozen ones is all that is known.
     *
     * @param after under the changed terms, as it is frozen
     * @param leftOut what exclusions leave out otherwise than is approved; null if nothing
     */
    @Nullable
    Trial of(
            Connection connection,
            AskedPeriod asked,
            PastPeriod after,
            @Nullable List<Exclusion> leftOut,
            Map<Integer, Series> series,
            SimulatedPast past,
            List<String> notes)
            throws SQLException {
        AgreementPeriod standing = asked.standing();
        AgreementPeriod simulated = asked.simulated();
        Optional<Standing> corrected =
                CorrectedPeriods.find(connection, simulated.agreement().agreement(), asked.label());
        if (standing == null || corrected.isEmpty()) {
            return null;
        }
        if (whyNot(connection, standing).isPresent()
                || whyNot(connection, simulated).isPresent()
                || (leftOut != null
                        && MissingCounts.of(connection, simulated, leftOut).isPresent())) {
            return null;
        }
        Counted counted = compared.of(connection, standing, series);
        Counted tried = compared.of(connection, simulated, series, counted);
        if (leftOut != null) {
            tried = compared.excluding(connection, tried, leftOut);
        }
        PastPeriod is = PeriodChange.extract(counted.evaluation(pastReader.read(connection, standing)));
        PastPeriod wouldBe =
                PeriodChange.extract(tried.evaluation(past.over(pastReader.read(connection, simulated), simulated)));
        notes.add("later periods look back on it as corrected by difference "
                + corrected.get().difference() + ": with what came after the freeze.");
        PastPeriod known = corrected.get().extract().renamed(FormerIds.of(simulated.agreement()));
        return new Trial(
                is,
                wouldBe,
                Correction.of(
                                after,
                                wouldBe,
                                Optional.of(known),
                                corrected.get().difference())
                        .orElse(wouldBe));
    }

    private Optional<String> whyNot(Connection connection, AgreementPeriod period) throws SQLException {
        return notComputable.of(connection, period, period.agreement().kpis());
    }
}
