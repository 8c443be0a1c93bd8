package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.NotComputable;
import sla.evaluator.evaluation.PastReader;
import sla.evaluator.evaluation.SameCounts;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LastInReader;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.rule.AgreementEvaluator;
import sla.evaluator.series.Series;
import sla.evaluator.tally.KpiCounts;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Exclusion;

/**
 * What another agreement would have given for a frozen period: from the counts that were frozen as far as it asks for
 * these, so that it differs in nothing but the agreement, else from the counts as they stand.
 */
@ApplicationScoped
public class FrozenCounts {
    private final FreezeTable freezes;
    private final KpiCounts counts;
    private final Evaluations evaluations;
    private final NotComputable notComputable;
    private final PastReader pastReader;
    private final ExclusionReader exclusionReader;
    private final LastInReader lastInReader;
    private final FrozenLeftOut frozenLeftOut;

    FrozenCounts(
            FreezeTable freezes,
            KpiCounts counts,
            Evaluations evaluations,
            NotComputable notComputable,
            PastReader pastReader,
            ExclusionReader exclusionReader,
            LastInReader lastInReader,
            FrozenLeftOut frozenLeftOut) {
        this.frozenLeftOut = frozenLeftOut;
        this.lastInReader = lastInReader;
        this.exclusionReader = exclusionReader;
        this.pastReader = pastReader;
        this.freezes = freezes;
        this.counts = counts;
        this.evaluations = evaluations;
        this.notComputable = notComputable;
    }

    /** A frozen period. */
    public static final class Frozen {
        private final StoredFreeze freeze;
        private final FrozenInputs inputs;

        private Frozen(StoredFreeze freeze, FrozenInputs inputs) {
            this.freeze = freeze;
            this.inputs = inputs;
        }

        public String id() {
            return freeze.id();
        }

        /** With the version as it was frozen. */
        public AgreementPeriod period() {
            return inputs.asPeriod();
        }

        /** Those that left something out of it, in that order. */
        public List<Exclusion> exclusions() {
            return inputs.exclusions().stream().map(AppliedExclusion::exclusion).toList();
        }

        /** The frozen result, byte for byte. */
        public String evaluation() {
            return freeze.evaluation();
        }
    }

    /**
     * @param evaluation null if it cannot be computed
     * @param note what of it is not from frozen counts, or why there is none; null if all of it is
     */
    public record Result(
            @Nullable Evaluation evaluation, @Nullable String note) {}

    public Optional<Frozen> find(Connection connection, String agreement, String period) throws SQLException {
        Optional<StoredFreeze> found = freezes.find(connection, agreement, period);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Frozen(
                        found.get(),
                        FrozenInputs.ofJson(
                                freezes.inputs(connection, found.get().id()))));
    }

    /**
     * In the caller's transaction, which has repeatable reads.
     *
     * @param other with the same edges as the frozen period
     * @param exclusionsAre what is left out instead; null if it is the same
     * @param pastIs what earlier periods are instead of as they were frozen; null if they are the same
     */
    public Result evaluate(
            Connection connection,
            Frozen frozen,
            AgreementPeriod other,
            Map<Integer, Series> series,
            @Nullable List<Exclusion> exclusionsAre,
            @Nullable UnaryOperator<List<PastPeriod>> pastIs)
            throws SQLException {
        FrozenInputs inputs = frozen.inputs;
        if (pastIs == null
                && (exclusionsAre == null || exclusionsAre.equals(frozen.exclusions()))
                && other.agreement().equals(inputs.agreement())
                && other.period().equals(inputs.period())) {
            return new Result(inputs.evaluate(), null);
        }
        AgreementPeriod period =
                new AgreementPeriod(other.agreement(), other.period(), contractDays(frozen.period(), other));
        Map<String, CountsOverTime> known = new HashMap<>();
        List<Kpi> lacking = new ArrayList<>();
        Map<String, String> countedAs = new HashMap<>();
        for (Kpi kpi : period.agreement().kpis()) {
            FrozenKpis.of(inputs, frozen.exclusions(), period, kpi)
                    .ifPresentOrElse(
                            own -> {
                                known.put(kpi.id(), own);
                                countedAs.put(kpi.id(), own.kpi());
                            },
                            () -> lacking.add(kpi));
        }
        List<AppliedExclusion> others = List.of();
        if (!lacking.isEmpty()) {
            Optional<String> why = notComputable.of(connection, period, lacking);
            if (why.isPresent()) {
                return new Result(null, why.get());
            }
            AgreementPeriod rest = NotComputable.only(period, lacking);
            known.putAll(counts.read(connection, rest, series));
            others = exclusionReader.read(connection, rest, frozen.exclusions());
        }
        List<AppliedExclusion> leftOut =
                FrozenExclusions.of(inputs.exclusions(), others, period.agreement(), countedAs);
        List<String> notes = new ArrayList<>(lacking.isEmpty() ? List.of() : List.of(note(lacking)));
        if (exclusionsAre != null && !exclusionsAre.equals(frozen.exclusions())) {
            // What was left out first is so still, and of the very contacts that were counted.
            int same = FrozenExclusions.same(frozen.exclusions(), exclusionsAre);
            leftOut = leftOut.subList(0, same);
            if (exclusionsAre.size() > same) {
                Optional<String> gone = MissingCounts.of(connection, period, exclusionsAre);
                if (gone.isPresent()) {
                    return new Result(null, gone.get());
                }
                List<Kpi> asFrozen = period.agreement().kpis().stream()
                        .filter(kpi -> countedAs.containsKey(kpi.id()))
                        .toList();
                leftOut = FrozenExclusions.then(
                        leftOut,
                        frozenLeftOut.read(connection, frozen.freeze, period, asFrozen, exclusionsAre),
                        exclusionsAre.subList(0, same));
                for (Kpi kpi : asFrozen) {
                    if (exclusionsAre.stream().anyMatch(each -> each.concerns(period.agreement(), kpi))
                            && !FrozenLeftOut.tells(connection, frozen.freeze, kpi)) {
                        notes.add("what other exclusions leave out of '" + kpi.id()
                                + "' is taken from the records as they are now, from counts as they were frozen.");
                    }
                }
            }
        }
        List<LastIn> lastIn = inputs.lastIn();
        if (!FrozenOrder.isThatOf(inputs, period.agreement(), countedAs, leftOut)) {
            Optional<String> gone = MissingCounts.of(connection, period);
            if (gone.isPresent()) {
                return new Result(null, gone.get());
            }
            lastIn = lastInReader.read(connection, period, known, leftOut);
            notes.add("which contacts came last is taken from the records as they are now, from counts as they were"
                    + " frozen.");
        }
        List<PastPeriod> past = past(connection, inputs, period);
        Evaluation evaluation = AgreementEvaluator.evaluate(
                period.agreement(),
                period.period(),
                period.contractDays(),
                known,
                pastIs == null ? past : pastIs.apply(past),
                leftOut,
                lastIn,
                inputs.claims());
        return new Result(
                withCompleteness(connection, inputs, period, evaluation, series),
                notes.isEmpty() ? null : String.join(" ", notes));
    }

    /** As it was frozen; as it stands where more is looked back on than was then. */
    private List<PastPeriod> past(Connection connection, FrozenInputs inputs, AgreementPeriod period)
            throws SQLException {
        Map<Instant, PastPeriod> past = new TreeMap<>();
        pastReader
                .read(connection, period)
                .forEach(each -> past.put(each.period().startInclusive(), each));
        if (LookedAt.of(inputs.agreement()).covers(LookedAt.of(period.agreement()))) {
            inputs.past().forEach(each -> past.put(each.period().startInclusive(), each));
        }
        boolean sameMoney =
                inputs.agreement().currency().equals(period.agreement().currency());
        return sameMoney
                ? List.copyOf(past.values())
                : past.values().stream().map(PastPeriod::withoutMoney).toList();
    }

    /** That of the freeze; for other queues that of today, unless counts are gone by which it would be told. */
    private Evaluation withCompleteness(
            Connection connection,
            FrozenInputs inputs,
            AgreementPeriod period,
            Evaluation evaluation,
            Map<Integer, Series> series)
            throws SQLException {
        if (SameCounts.haveSameQueues(period.agreement(), inputs.agreement())
                || MissingCounts.of(connection, period).isPresent()) {
            return evaluation.with(inputs.completeness(), inputs.sources());
        }
        Evaluation now = evaluations.of(connection, period, series);
        return evaluation.with(now.completeness(), now.sources());
    }

    private static String note(List<Kpi> lacking) {
        return lacking.stream().map(kpi -> "'" + kpi.id() + "'").collect(Collectors.joining(", "))
                + " asked for counts that were not frozen, so they are made of the counts as they stand now, with what"
                + " came after the freeze.";
    }

    /** The public holidays that were frozen are those of the opening hours of then. */
    private static ContractDays contractDays(AgreementPeriod then, AgreementPeriod other) {
        ContractDays frozen = then.contractDays();
        boolean sameDays =
                other.agreement().openingHours().equals(then.agreement().openingHours())
                        && other.agreement().zone().equals(then.agreement().zone())
                        && !new AgreementPeriod(other.agreement(), other.period(), frozen)
                                .reach()
                                .isBefore(then.reach());
        return sameDays ? frozen : new ContractDays(frozen.start(), frozen.end());
    }
}
