package sla.evaluator.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.LessCounts;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Arrival;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.LeftOut;

/**
 * What came last in the days and intervals of corridors, as some exclusions leave them.
 *
 * @param known by whatever exclusions
 * @param exclusions how many, the first ones
 */
record LastInCounts(List<LastIn> known, int exclusions) {
    /** Of KPIs that are made of parts: no corridor relieves these by the order of contacts. */
    static final LastInCounts NOT_ASKED_FOR = new LastInCounts(List.of(), 0);

    LastInCounts withoutExclusions() {
        return new LastInCounts(known, 0);
    }

    /** The counts of a KPI without what came last. */
    CountsOverTime less(Kpi kpi, CountsOverTime counts, Corridor corridor, List<CorridorSurplus.Above> above) {
        List<LeftOut> taken = above.stream()
                .flatMap(each -> of(corridor, each).leftOut().stream())
                .filter(leftOut -> leftOut.kpi().equals(kpi.id()))
                .toList();
        return LessCounts.of(kpi.metric(), counts, taken);
    }

    @Nullable
    Arrival first(Corridor corridor, CorridorSurplus.Above above) {
        return of(corridor, above).first();
    }

    private LastIn of(Corridor corridor, CorridorSurplus.Above above) {
        return known.stream()
                .filter(each -> each.exclusions() == exclusions
                        && each.corridor().equals(corridor.id())
                        && each.start().equals(above.span().startInclusive()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "What came last in " + above.span() + " of " + corridor.id() + " is missing"));
    }
}
