package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;
import sla.model.term.Exclusion;

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
                if (!exclusion.exclusion().concerns(agreement, kpi)) {
                    continue;
                }
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

    /** Whether what was left out of one KPI then says what they leave out of another one now. */
    static boolean tell(List<Exclusion> exclusions, AgreementPeriod then, Kpi before, AgreementPeriod now, Kpi kpi) {
        return exclusions.stream()
                .allMatch(exclusion ->
                        exclusion.concerns(then.agreement(), before) || !exclusion.concerns(now.agreement(), kpi));
    }

    /** How many of them, the first ones, are the same. */
    static int same(List<Exclusion> frozen, List<Exclusion> others) {
        int same = 0;
        while (same < Math.min(frozen.size(), others.size()) && frozen.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }

    /** The first ones as they are, and behind them those that are none of these. */
    static List<AppliedExclusion> then(
            List<AppliedExclusion> first, List<AppliedExclusion> all, List<Exclusion> known) {
        return Stream.concat(first.stream(), all.stream().filter(applied -> !known.contains(applied.exclusion())))
                .toList();
    }
}
