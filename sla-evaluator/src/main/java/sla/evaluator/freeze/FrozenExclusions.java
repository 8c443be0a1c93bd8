package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;

/** What was left out of a frozen period, for another agreement. */
final class FrozenExclusions {
    private FrozenExclusions() {}

    /**
     * @param frozen as they were frozen
     * @param others of KPIs that take counts of today, by the same exclusions
     * @param countedAs by KPI that takes frozen counts, the KPI of then whose counts these are
     */
    static List<AppliedExclusion> of(
            List<AppliedExclusion> frozen,
            List<AppliedExclusion> others,
            Agreement agreement,
            Map<String, String> countedAs) {
        List<AppliedExclusion> exclusions = new ArrayList<>();
        for (AppliedExclusion exclusion : frozen) {
            List<LeftOut> leftOut = new ArrayList<>();
            for (Kpi kpi : agreement.kpis()) {
                String then = countedAs.get(kpi.id());
                List<AppliedExclusion> from = then == null ? others : frozen;
                from.stream()
                        .filter(each -> each.exclusion()
                                .id()
                                .equals(exclusion.exclusion().id()))
                        .flatMap(each -> each.leftOut().stream())
                        .filter(each -> each.kpi().equals(Objects.requireNonNullElse(then, kpi.id())))
                        .map(each -> new LeftOut(kpi.id(), each.intervals()))
                        .forEach(leftOut::add);
            }
            exclusions.add(new AppliedExclusion(exclusion.exclusion(), leftOut));
        }
        return exclusions;
    }
}
