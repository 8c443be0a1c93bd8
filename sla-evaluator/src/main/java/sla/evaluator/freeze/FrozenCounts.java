package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.evaluation.KpiCounts;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.evaluation.NotComputable;
import sla.evaluator.evaluation.PastReader;
import sla.evaluator.evaluation.SameCounts;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LastInReader;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.metric.NoCounts;
import sla.evaluator.rule.AgreementEvaluator;
import sla.evaluator.series.Series;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.Agreement;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.ContractDays;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Kpi;
import sla.model.agreement.LookedAt;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Exclusion;
import sla.model.time.Span;

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

    FrozenCounts(
            FreezeTable freezes,
            KpiCounts counts,
            Evaluations evaluations,
            NotComputable notComputable,
            PastReader pastReader,
            ExclusionReader exclusionReader,
            LastInReader lastInReader) {
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
            of(frozen, period, kpi)
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
                leftOut = FrozenExclusions.then(
                        leftOut,
                        exclusionReader.read(connection, period, exclusionsAre),
                        exclusionsAre.subList(0, same));
                notes.add(
                        "what other exclusions leave out is taken from the records as they are now, from counts as they"
                                + " were frozen.");
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

    /** The frozen counts that say what the KPI asks for, if there are any: rather its own than those of another one. */
    private static Optional<FrozenInputs.KpiCounts> of(Frozen frozen, AgreementPeriod period, Kpi kpi) {
        AgreementPeriod then = frozen.period();
        return then.agreement().kpis().stream()
                .sorted(Comparator.comparing(before -> !kpi.was(before.id())))
                .filter(before -> FrozenExclusions.tell(frozen.exclusions(), then, before, period, kpi))
                .filter(before -> SameCounts.areOf(then.agreement(), before, period.agreement(), kpi))
                .filter(before -> covers(open(then, before), open(period, kpi)))
                .flatMap(before -> frozen.inputs.kpis().stream()
                        .filter(counted -> counted.kpi().equals(before.id()))
                        .filter(counted -> isTheSame(then.agreement(), before, period.agreement(), kpi)
                                || tells(counted, before, kpi)))
                .findFirst();
    }

    /** Answering times are taken over the opening hours; what is counted of contacts knows nothing of these. */
    private static boolean isTheSame(Agreement then, Kpi before, Agreement now, Kpi kpi) {
        boolean sameHours = then.openingHours().equals(now.openingHours())
                && Objects.equals(
                        then.lot(before.lot()).hours(), now.lot(kpi.lot()).hours());
        return before.metric().equals(kpi.metric()) && (sameHours || !kpi.looksAtRecords());
    }

    /** Names of plain counts mean the same for every metric; those of others depend on its options. */
    private static boolean tells(FrozenInputs.KpiCounts counted, Kpi before, Kpi kpi) {
        return countsContacts(before)
                && countsContacts(kpi)
                && counted.names()
                        .containsAll(NamedCounts.of(kpi.metric(), NoCounts.NONE).keySet());
    }

    private static boolean countsContacts(Kpi kpi) {
        return switch (kpi.metric()) {
            case AverageSpeedOfAnswer _,
                    ServiceLevel _,
                    AbandonmentRate _,
                    ShareWaitingLonger _,
                    Volume _,
                    VolumeWaitingLonger _,
                    TransferRate _,
                    HandBackRate _,
                    CallbackRate _,
                    BlockedRate _,
                    SelfServiceRate _ -> true;
            case AverageHandleTime _,
                    HandledMinutes _,
                    QualityScore _,
                    QualityPassRate _,
                    CriticalErrorAccuracy _,
                    CsatMean _,
                    CsatShare _,
                    NetPromoterScore _,
                    FirstContactResolution _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _,
                    DeclaredMeasureMetric _ -> false;
        };
    }

    private static List<Span> open(AgreementPeriod period, Kpi kpi) {
        return period.windows(kpi).stream()
                .flatMap(window -> window.open().stream())
                .toList();
    }

    /** Whether each span lies in the others, which may touch each other. */
    static boolean covers(List<Span> spans, List<Span> each) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans.stream()
                .sorted(Comparator.comparing(Span::startInclusive))
                .toList()) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || span.startInclusive().isAfter(last.endExclusive())) {
                joined.add(span);
            } else if (span.endExclusive().isAfter(last.endExclusive())) {
                joined.set(joined.size() - 1, new Span(last.startInclusive(), span.endExclusive()));
            }
        }
        return each.stream()
                .allMatch(span -> joined.stream()
                        .anyMatch(whole -> !span.startInclusive().isBefore(whole.startInclusive())
                                && !span.endExclusive().isAfter(whole.endExclusive())));
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
