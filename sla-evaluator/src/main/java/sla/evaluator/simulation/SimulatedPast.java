package sla.evaluator.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.agreement.History;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Period;

/** What the periods of a simulation look back on: earlier ones as they stand, and as simulated where that is otherwise. */
final class SimulatedPast {
    private final Map<Instant, PastPeriod> simulated = new TreeMap<>();

    /** A period that later ones may look back on. */
    void add(@Nullable Evaluation before, Evaluation after) {
        PastPeriod now = PastPeriod.of(after);
        if (before == null || !now.equals(PastPeriod.of(before))) {
            simulated.put(now.period().startInclusive(), now);
        }
    }

    boolean isEmpty() {
        return simulated.isEmpty();
    }

    /** Instead of what stands in the same days, as far as the period looks back. */
    List<PastPeriod> over(List<PastPeriod> standing, AgreementPeriod of) {
        Optional<Instant> reach = History.reach(of.agreement(), of.period(), of.contractDays());
        return Stream.concat(
                        standing.stream()
                                .filter(each -> simulated.values().stream()
                                        .noneMatch(other -> overlap(other.period(), each.period()))),
                        simulated.values().stream()
                                .filter(each -> reach.isPresent()
                                        && !each.period().startInclusive().isBefore(reach.get()))
                                .filter(each -> each.period()
                                        .startInclusive()
                                        .isBefore(of.period().startInclusive())))
                .sorted(Comparator.comparing(each -> each.period().startInclusive()))
                .toList();
    }

    private static boolean overlap(Period one, Period other) {
        return one.startInclusive().isBefore(other.endExclusive())
                && other.startInclusive().isBefore(one.endExclusive());
    }
}
