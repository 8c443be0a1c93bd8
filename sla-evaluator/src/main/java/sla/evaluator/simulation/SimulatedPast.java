package sla.evaluator.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.agreement.History;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Period;

/**
 * What the periods of a simulation look back on: earlier ones as they stand, with what the changed terms make otherwise of
 * them. What they leave alone stays as it is looked back on, so of frozen ones as corrected.
 */
final class SimulatedPast {
    private final Map<Instant, Tried> tried = new TreeMap<>();

    /**
     * @param asIs null where nothing stands
     * @param asCorrected for those that do not look back on it as it is; the same where nothing has been corrected
     */
    private record Tried(
            @Nullable Trial asIs,
            PastPeriod after,
            @Nullable Trial asCorrected) {
        Period period() {
            return after.period();
        }

        /** Instead of what stands there. */
        PastPeriod over(@Nullable PastPeriod standing, LookedAt looked, AgreementPeriod of) {
            if (standing == null || asIs == null || !isOverTheSame(standing.period(), period())) {
                return after;
            }
            boolean asFrozen = standing.equals(asIs.before().keep(looked));
            Trial trial = asFrozen ? asIs : Objects.requireNonNullElse(asCorrected, asIs);
            return trial.over(standing, of.agreement());
        }
    }

    /** A period that later ones may look back on. */
    void add(@Nullable PastPeriod before, PastPeriod after) {
        add(before == null ? null : Trial.of(before, after), after, null);
    }

    /** The same of a frozen period, as it was frozen and as it would be now. */
    void add(@Nullable Trial asIs, PastPeriod after, @Nullable Trial asCorrected) {
        if (asIs == null || !asIs.isNothing() || (asCorrected != null && !asCorrected.isNothing())) {
            tried.put(after.period().startInclusive(), new Tried(asIs, after, asCorrected));
        }
    }

    boolean isEmpty() {
        return tried.isEmpty();
    }

    /** Instead of what stands in the same days, as far as the period looks back. */
    List<PastPeriod> over(List<PastPeriod> standing, AgreementPeriod of) {
        Optional<Instant> reach = History.reach(of.agreement(), of.period(), of.contractDays());
        LookedAt looked = LookedAt.of(of.agreement());
        Stream<PastPeriod> otherwise = tried.values().stream()
                .filter(each -> reach.isPresent()
                        && !each.period().startInclusive().isBefore(reach.get())
                        && each.period().startInclusive().isBefore(of.period().startInclusive()))
                .map(each -> each.over(
                        standing.stream()
                                .filter(other -> overlap(other.period(), each.period()))
                                .findFirst()
                                .orElse(null),
                        looked,
                        of));
        List<PastPeriod> all = Stream.concat(
                        standing.stream()
                                .filter(each -> tried.values().stream()
                                        .noneMatch(other -> overlap(other.period(), each.period()))),
                        otherwise)
                .sorted(Comparator.comparing(each -> each.period().startInclusive()))
                .toList();
        return tried.isEmpty() ? all : PastPeriod.keep(all, looked);
    }

    private static boolean isOverTheSame(Period one, Period other) {
        return one.startInclusive().equals(other.startInclusive())
                && one.endExclusive().equals(other.endExclusive());
    }

    private static boolean overlap(Period one, Period other) {
        return one.startInclusive().isBefore(other.endExclusive())
                && other.startInclusive().isBefore(one.endExclusive());
    }
}
