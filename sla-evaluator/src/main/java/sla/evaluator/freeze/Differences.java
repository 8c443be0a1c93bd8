package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.SnapshotPast;
import sla.evaluator.fact.Snapshot;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Agreement;
import sla.model.evaluation.AlertDifference;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Money;
import sla.model.time.Span;

/** Finds what a frozen period would be now, how that differs from the frozen result, and why. */
@ApplicationScoped
class Differences {
    private final FreezeTable freezes;
    private final DifferenceTable differences;
    private final AgreementTable agreements;
    private final Evaluations evaluations;
    private final SeriesCatalog catalog;
    private final LineCauses lineCauses;
    private final SnapshotPast snapshotPast;
    private final OtherCauses otherCauses;

    Differences(
            FreezeTable freezes,
            DifferenceTable differences,
            AgreementTable agreements,
            Evaluations evaluations,
            SeriesCatalog catalog,
            LineCauses lineCauses,
            SnapshotPast snapshotPast,
            OtherCauses otherCauses) {
        this.otherCauses = otherCauses;
        this.snapshotPast = snapshotPast;
        this.freezes = freezes;
        this.differences = differences;
        this.agreements = agreements;
        this.evaluations = evaluations;
        this.catalog = catalog;
        this.lineCauses = lineCauses;
    }

    /**
     * A frozen period beside what it would be now.
     *
     * @param next difference of the period; empty if there is nothing to say that the last one does not say
     * @param lastNumber of its differences, with that; 0 if it has none
     * @param frozen what later periods can look back on, as it was frozen
     * @param now the same of what it would be: nothing if no version covers it any more
     */
    record Compared(Optional<Difference> next, int lastNumber, PastPeriod frozen, PastPeriod now) {}

    /**
     * Empty if counts of the period have been deleted.
     *
     * @param connection in a transaction with repeatable reads
     */
    Optional<Compared> compare(Connection connection, StoredFreeze freeze, Instant now) throws SQLException {
        FrozenInputs inputs = FrozenInputs.ofJson(freezes.inputs(connection, freeze.id()));
        Evaluation frozen = EvaluationDocument.read(freeze.evaluation());
        Optional<AgreementPeriod> covered = agreements.period(connection, freeze.agreement(), freeze.period());
        AgreementPeriod then = inputs.asPeriod();
        // What is left of the counts is not what the data give. The last difference stays.
        if (MissingCounts.of(connection, covered.orElse(then)).isPresent()
                || MissingCounts.of(connection, then).isPresent()) {
            return Optional.empty();
        }
        Map<Integer, Series> series = catalog.all(connection);
        Optional<Evaluation> live = covered.isEmpty()
                ? Optional.empty()
                : Optional.of(EvaluationDocument.read(EvaluationDocument.write(evaluations.of(
                        connection,
                        covered.get(),
                        series,
                        // As a freeze does: the last round may not have seen what has changed in open ones.
                        snapshotPast.read(connection, covered.get(), series)))));
        List<LineDifference> lines = LineComparison.compare(frozen, live);
        List<ChargeDifference> charges = ChargeComparison.compare(frozen, live);
        List<AlertDifference> alerts = AlertDifference.between(frozen, live);
        Snapshot present = Snapshot.current(connection);
        boolean restored = present.systemIdentifier() != freeze.snapshot().systemIdentifier();
        boolean differs = !lines.isEmpty() || !charges.isEmpty();
        if (!restored && differs) {
            LineCauses.Explained explained = lineCauses.add(
                    connection,
                    freeze,
                    then,
                    inputs.exclusions().stream()
                            .map(AppliedExclusion::exclusion)
                            .toList(),
                    lines,
                    charges,
                    GateChanges.kpis(frozen, live),
                    ReliefChanges.notCounted(then.agreement(), frozen, covered.map(AgreementPeriod::agreement), live));
            lines = explained.lines();
            charges = explained.charges();
        }
        Optional<Difference> last =
                differences.last(connection, freeze).map(stored -> OwedDifferences.of(stored, frozen, live));
        List<OtherCause> sealing = SealedRecords.of(
                connection,
                freeze.vendor(),
                new Span(then.reach(), inputs.period().endExclusive()));
        List<OtherCause> ofResults = new ArrayList<>(GateChanges.between(frozen, live));
        ofResults.addAll(ReliefChanges.between(frozen, live));
        ofResults.addAll(ExclusionCauses.between(frozen, live));
        ofResults.addAll(ClaimCauses.between(frozen, live));
        ofResults.addAll(ChargeChanges.of(then.agreement(), frozen, live, lines, charges));
        // What has been found stays with its causes: they cannot be found again.
        if (!sealing.isEmpty()
                && last.isPresent()
                && alerts.equals(last.get().alerts())
                && values(lines, charges)
                        .equals(values(last.get().lines(), last.get().charges()))) {
            return Optional.of(compared(Optional.empty(), last, frozen, live));
        }
        Optional<Agreement> version = covered.map(AgreementPeriod::agreement);
        Difference next = new Difference(
                freeze.id(),
                freeze.agreement(),
                freeze.version(),
                freeze.vendor(),
                freeze.period(),
                last.map(Difference::number).orElse(0) + 1,
                now,
                version.map(Agreement::version).orElse(null),
                dated(lines, last, now),
                ledger(frozen, live, Evaluation::bonus),
                ledger(frozen, live, Evaluation::malus),
                datedCharges(charges, last, now),
                ChargeComparison.charged(frozen, live).orElse(null),
                differs || !alerts.isEmpty()
                        ? otherCauses.of(
                                connection,
                                new OtherCauses.Found(
                                        freeze,
                                        inputs,
                                        version,
                                        lines,
                                        charges,
                                        restored,
                                        sealing,
                                        GateChanges.changedKpis(frozen, live),
                                        ofResults))
                        : List.of(),
                alerts);
        boolean nothing = last.map(next::saysTheSameAs).orElse(next.isNone());
        return Optional.of(compared(nothing ? Optional.empty() : Optional.of(next), last, frozen, live));
    }

    private static Compared compared(
            Optional<Difference> next, Optional<Difference> last, Evaluation frozen, Optional<Evaluation> live) {
        PastPeriod then = PastPeriod.of(frozen);
        return new Compared(
                next,
                next.or(() -> last).map(Difference::number).orElse(0),
                then,
                live.map(PastPeriod::of).orElse(then.emptied()));
    }

    private static Map<String, Optional<LineDifference.Side>> values(
            List<LineDifference> lines, List<ChargeDifference> charges) {
        Map<String, Optional<LineDifference.Side>> values = new LinkedHashMap<>();
        lines.forEach(line -> values.put(line.key(), Optional.ofNullable(line.after())));
        charges.forEach(charge -> values.put("charge " + charge.charge(), Optional.ofNullable(charge.after())));
        return values;
    }

    /** A line that was the same in the difference before keeps its date. */
    private static List<LineDifference> dated(List<LineDifference> lines, Optional<Difference> last, Instant now) {
        Map<String, LineDifference> before = new LinkedHashMap<>();
        last.ifPresent(difference -> difference.lines().forEach(line -> before.put(line.key(), line)));
        return lines.stream()
                .map(line -> {
                    LineDifference known = before.get(line.key());
                    return line.firstSeen(
                            known != null && Objects.equals(known.after(), line.after()) ? known.firstSeen() : now);
                })
                .toList();
    }

    private static List<ChargeDifference> datedCharges(
            List<ChargeDifference> charges, Optional<Difference> last, Instant now) {
        Map<String, ChargeDifference> before = new LinkedHashMap<>();
        last.ifPresent(difference -> difference.charges().forEach(charge -> before.put(charge.charge(), charge)));
        return charges.stream()
                .map(charge -> {
                    ChargeDifference known = before.get(charge.charge());
                    return charge.firstSeen(
                            known != null && Objects.equals(known.after(), charge.after()) ? known.firstSeen() : now);
                })
                .toList();
    }

    private interface Ledger {
        Money of(Evaluation evaluation);
    }

    private static Money ledger(Evaluation frozen, Optional<Evaluation> live, Ledger ledger) {
        return live.map(ledger::of).orElse(Money.zero(frozen.currency())).minus(ledger.of(frozen));
    }
}
