package sla.evaluator.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.ComparedEvaluations;
import sla.evaluator.evaluation.ComparedEvaluations.Counted;
import sla.evaluator.evaluation.EvaluationTable;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.NotComputable;
import sla.evaluator.evaluation.PastReader;
import sla.evaluator.freeze.FrozenCounts;
import sla.evaluator.freeze.FrozenCounts.Frozen;
import sla.evaluator.series.Series;
import sla.evaluator.simulation.SimulationAnswer.OfPeriod;
import sla.evaluator.tally.TalliedRecords;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.History;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Exclusion;

/**
 * Evaluates the periods of a simulation oldest first, each as it stands and under the changed terms. Only reads, and
 * everything from one snapshot: what differs does so because of the terms.
 */
@ApplicationScoped
class SimulatedChain {
    private final ComparedEvaluations compared;
    private final EvaluationTable table;
    private final FrozenCounts frozenCounts;
    private final NotComputable notComputable;
    private final PastReader pastReader;
    private final TalliedRecords tallied;
    private final CorrectedTrial corrected;

    SimulatedChain(
            ComparedEvaluations compared,
            EvaluationTable table,
            FrozenCounts frozenCounts,
            NotComputable notComputable,
            PastReader pastReader,
            TalliedRecords tallied,
            CorrectedTrial corrected) {
        this.corrected = corrected;
        this.pastReader = pastReader;
        this.tallied = tallied;
        this.compared = compared;
        this.table = table;
        this.frozenCounts = frozenCounts;
        this.notComputable = notComputable;
    }

    record Result(List<OfPeriod> periods, List<String> notes) {}

    /** In the caller's transaction, which has repeatable reads. */
    Result evaluate(
            Connection connection,
            List<AskedPeriod> oldestFirst,
            List<ExclusionChange> exclusions,
            Map<Integer, Series> series,
            Instant now)
            throws SQLException {
        List<Agreement> versions = oldestFirst.stream()
                .map(each -> each.simulated().agreement())
                .distinct()
                .toList();
        exclusions.forEach(change -> {
            if (change instanceof ExclusionChange.Hypothetical own) {
                own.check(versions);
            }
        });
        List<OfPeriod> periods = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        SimulatedPast past = new SimulatedPast();
        for (AskedPeriod asked : oldestFirst) {
            List<String> own = new ArrayList<>();
            List<Exclusion> leftOut = exclusions.isEmpty()
                    ? null
                    : leftOut(connection, asked, standing(connection, asked), exclusions, now);
            Sides sides = asked.frozen().isPresent()
                    ? frozen(connection, asked.frozen().get(), asked.simulated(), leftOut, series, past, own)
                    : open(connection, asked, leftOut, series, past, own);
            periods.add(PeriodChange.of(asked, sides.before(), sides.after(), own));
            if (sides.after() != null && isLookedBackOn(asked, oldestFirst)) {
                add(connection, asked, sides.before(), sides.after(), exclusions, series, past, now, own);
            }
            Optional.ofNullable(sides.after()).ifPresent(evaluations::add);
            Optional.ofNullable(sides.after())
                    .flatMap(SimulatedChain::unclaimed)
                    .ifPresent(own::add);
            Instant settled = tallied.settledAt(connection, asked.simulated());
            if (asked.frozen().isEmpty() && now.isBefore(settled)) {
                own.add("it can still get contacts that count until " + settled + ": the figures are provisional.");
            }
            own.forEach(note -> notes.add(asked.label() + ": " + note));
        }
        notes.addAll(IdleExclusions.notes(connection, exclusions, evaluations));
        return new Result(periods, notes);
    }

    private static boolean isLookedBackOn(AskedPeriod asked, List<AskedPeriod> all) {
        Instant start = asked.simulated().period().startInclusive();
        return all.stream()
                .map(AskedPeriod::simulated)
                .filter(each -> each.period().startInclusive().isAfter(start))
                .anyMatch(each -> History.reach(each.agreement(), each.period(), each.contractDays())
                        .filter(reach -> !start.isBefore(reach))
                        .isPresent());
    }

    /** For those that look back on it. */
    private void add(
            Connection connection,
            AskedPeriod asked,
            @Nullable String before,
            Evaluation after,
            List<ExclusionChange> exclusions,
            Map<Integer, Series> series,
            SimulatedPast past,
            Instant now,
            List<String> notes)
            throws SQLException {
        PastPeriod extract = PeriodChange.extract(after);
        if (asked.isInOtherCurrency()) {
            past.add(null, extract);
            return;
        }
        if (asked.frozen().isEmpty() || before == null) {
            past.add(before == null ? null : PeriodChange.extract(before), extract);
            return;
        }
        boolean unchanged =
                past.isEmpty() && exclusions.isEmpty() && asked.simulated().equals(asked.standing());
        if (!unchanged) {
            List<Exclusion> leftOut = exclusions.isEmpty()
                    ? null
                    : leftOut(connection, asked, approved(connection, asked), exclusions, now);
            Trial asIs = Trial.of(PeriodChange.extract(before), extract);
            past.add(asIs, extract, corrected.of(connection, asked, extract, leftOut, series, past, notes));
        }
    }

    /** What has to be claimed and, as far as is known, is not. */
    private static Optional<String> unclaimed(Evaluation after) {
        List<String> lines = after.lines().stream()
                .filter(line -> line.claim() != null && !line.claim().pays())
                .map(line -> "'" + line.key() + "'")
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("claims are those that are known. Nobody has claimed " + String.join(", ", lines)
                        + " in time, so that pays nothing here.");
    }

    private static List<Exclusion> leftOut(
            Connection connection,
            AskedPeriod asked,
            List<Exclusion> standing,
            List<ExclusionChange> changes,
            Instant now)
            throws SQLException {
        Agreement agreement = asked.simulated().agreement();
        List<Exclusion> all = TermTable.exclusions(connection, agreement.agreement());
        return ExclusionChange.apply(changes, standing, all, agreement, now);
    }

    private static List<Exclusion> approved(Connection connection, AskedPeriod asked) throws SQLException {
        return TermTable.approvedExclusions(
                connection, asked.simulated().agreement().agreement());
    }

    /** Of a frozen period those that it was frozen with. */
    private static List<Exclusion> standing(Connection connection, AskedPeriod asked) throws SQLException {
        return asked.frozen().isPresent() ? asked.frozen().get().exclusions() : approved(connection, asked);
    }

    /** As it stands, exact, and under the changed terms; null where there is none. */
    private record Sides(@Nullable String before, @Nullable Evaluation after) {}

    private Sides frozen(
            Connection connection,
            Frozen frozen,
            AgreementPeriod simulated,
            @Nullable List<Exclusion> leftOut,
            Map<Integer, Series> series,
            SimulatedPast past,
            List<String> notes)
            throws SQLException {
        FrozenCounts.Result result = frozenCounts.evaluate(
                connection,
                frozen,
                simulated,
                series,
                leftOut,
                past.isEmpty() ? null : standing -> past.over(standing, simulated));
        Optional.ofNullable(result.note()).ifPresent(notes::add);
        return new Sides(frozen.evaluation(), result.evaluation());
    }

    /** As it stands in this very snapshot, as the next round would have it. */
    private Sides open(
            Connection connection,
            AskedPeriod asked,
            @Nullable List<Exclusion> leftOut,
            Map<Integer, Series> series,
            SimulatedPast past,
            List<String> notes)
            throws SQLException {
        AgreementPeriod standing = asked.standing();
        AgreementPeriod simulated = asked.simulated();
        Optional<Counted> counted = Optional.empty();
        String before = null;
        if (standing != null && whyNot(connection, standing).isEmpty()) {
            counted = Optional.of(compared.of(connection, standing, series));
            before = PeriodChange.written(counted.get().evaluation(pastReader.read(connection, standing)));
        } else if (standing != null) {
            before = last(connection, standing, notes);
        }
        Optional<String> why = whyNot(connection, simulated);
        if (why.isEmpty() && leftOut != null) {
            why = MissingCounts.of(connection, simulated, leftOut);
        }
        if (why.isPresent()) {
            notes.add("it cannot be simulated. " + why.get());
            return new Sides(before, null);
        }
        Counted after = counted.isPresent()
                ? compared.of(connection, simulated, series, counted.get())
                : compared.of(connection, simulated, series);
        List<PastPeriod> stands = pastReader.read(connection, simulated);
        List<PastPeriod> behind = past.over(
                asked.isInOtherCurrency()
                        ? stands.stream().map(PastPeriod::withoutMoney).toList()
                        : stands,
                simulated);
        return new Sides(
                before,
                leftOut == null
                        ? after.evaluation(behind)
                        : compared.excluding(connection, after, leftOut).evaluation(behind));
    }

    private Optional<String> whyNot(Connection connection, AgreementPeriod period) throws SQLException {
        return notComputable.of(connection, period, period.agreement().kpis());
    }

    /** The last word from before counts were deleted. */
    private @Nullable String last(Connection connection, AgreementPeriod standing, List<String> notes)
            throws SQLException {
        Optional<Evaluation> last = table.last(connection, standing.agreement().agreement(), standing.label());
        notes.add(
                last.isPresent()
                        ? "'before' is the last evaluation of when all counts were there."
                        : "there is no evaluation from before its counts were deleted.");
        return last.map(PeriodChange::written).orElse(null);
    }
}
