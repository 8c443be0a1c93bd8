package sla.evaluator.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.contribution.CameLast;
import sla.evaluator.contribution.LeftOut;
import sla.evaluator.evaluation.EvaluationTable;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.Identity;
import sla.evaluator.metric.AddsNothing;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.metric.OneRecord;
import sla.evaluator.record.RecordAnswer.Counted;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.Why;
import sla.model.term.Exclusion;
import sla.model.time.Period;

/** What a record adds to one KPI, and why nothing. */
@ApplicationScoped
class CountingKpi {
    private final EvaluationTable evaluations;

    CountingKpi(EvaluationTable evaluations) {
        this.evaluations = evaluations;
    }

    /** What the record is alone, in counts of the KPI that have nothing in them so far. */
    interface Alone {
        OneRecord of(RecordCounts tally);
    }

    /**
     * What the KPI counts as one.
     *
     * @param at by which it is in the window
     * @param why why the record adds nothing to it; null if it is counted by the record
     */
    record One(
            Instant at,
            Identity identity,
            List<Identity> legs,
            @Nullable Why why) {
        /** The record as it is. */
        static One of(StoredRevision record, Instant at) {
            return new One(at, new Identity(record.source(), record.recordId()), List.of(), null);
        }
    }

    void add(Connection connection, List<Counted> counted, List<AgreementPeriod> periods, Kpi kpi, One one, Alone alone)
            throws SQLException {
        for (AgreementPeriod period : periods) {
            Agreement version = period.agreement();
            Optional<Exclusion> exclusion = new LeavesOut(
                            TermTable.approvedExclusions(connection, version.agreement()), version, kpi)
                    .first(one.at(), one.identity(), one.legs());
            Optional<Why> leftOut = exclusion.isPresent()
                    ? exclusion.map(CountingKpi::excluded)
                    : aboveForecast(connection, period, kpi, one);
            OneRecord counts = alone.of(RecordCounts.of(version, kpi, period.contractDays()));
            MetricResult result = MetricFormula.measure(kpi.metric(), counts.counts());
            Optional<Why> why =
                    leftOut.or(() -> Optional.ofNullable(one.why())).or(() -> AddsNothing.why(kpi, counts, result));
            counted.add(new Counted(
                    version.agreement(),
                    version.version(),
                    period.label(),
                    CountingPeriods.window(period, kpi, one.at())
                            .flatMap(KpiWindow::named)
                            .map(Period::label)
                            .orElse(null),
                    kpi.id(),
                    kpi.lot(),
                    leftOut.isPresent() ? BigInteger.ZERO : BigInteger.valueOf(result.numerator()),
                    leftOut.isPresent() ? BigInteger.ZERO : MetricFormula.denominatorOfOne(kpi.metric(), result),
                    exclusion.map(Exclusion::id).orElse(null),
                    why.orElse(null)));
        }
    }

    private static Why excluded(Exclusion exclusion) {
        return new Why(
                Why.Reason.EXCLUDED, "The exclusion '" + exclusion.id() + "' leaves it out: " + exclusion.reason());
    }

    /** As the period was evaluated last. */
    private Optional<Why> aboveForecast(Connection connection, AgreementPeriod period, Kpi kpi, One one)
            throws SQLException {
        Agreement version = period.agreement();
        Optional<Corridor> corridor = Corridor.relieving(version, kpi.id());
        if (corridor.isEmpty()) {
            return Optional.empty();
        }
        return evaluations
                .last(connection, version.agreement(), period.label())
                .filter(evaluation -> evaluation.version() == version.version())
                .filter(evaluation ->
                        LeftOut.of(version, evaluation, kpi.id()).stream().anyMatch(span -> span.contains(one.at()))
                                || CameLast.of(version, evaluation, kpi.id()).has(one.at(), one.identity()))
                .map(_ -> new Why(
                        Why.Reason.ABOVE_FORECAST,
                        "More came on its day or in its interval than was forecast, and '"
                                + corridor.get().id() + "' leaves "
                                + (corridor.get().surplus() == Corridor.Surplus.LAST_IN
                                        ? "out what came last."
                                        : "that out.")));
    }
}
