package sla.evaluator.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.ReliefResult;
import sla.model.evaluation.ReliefResult.KpiChange;
import sla.model.time.Period;

/** The volume corridors of one period while its KPIs are measured. */
final class Corridors {
    private final Agreement agreement;
    private final Period period;
    private final ContractDays contractDays;
    private final Map<String, ? extends CountsOverTime> counts;
    private final Map<Corridor, CorridorSurplus> surpluses = new LinkedHashMap<>();
    private final LastInCounts lastIn;
    private final Map<Corridor, List<KpiChange>> changes = new LinkedHashMap<>();

    /** The same without any exclusion, once it is asked for. */
    private @Nullable Corridors withoutExclusions;

    Corridors(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            LastInCounts lastIn) {
        this.agreement = agreement;
        this.period = period;
        this.contractDays = contractDays;
        this.counts = counts;
        this.lastIn = lastIn;
        agreement.relief().forEach(relief -> {
            if (relief instanceof Corridor corridor && canCompare(corridor, counts)) {
                surpluses.put(corridor, CorridorSurplus.of(agreement, corridor, period, contractDays, counts));
            }
        });
    }

    /**
     * A KPI without what is not held against the vendor.
     *
     * @param own its counts
     */
    MeasuredKpi measure(Kpi kpi, KpiWindow window, CountsOverTime own, boolean listsParts) {
        MeasuredKpi whole = MeasuredKpi.of(kpi, window, own, listsParts);
        CorridorSurplus surplus = surplus(kpi.id());
        if (surplus == null || surplus.within(window).isEmpty()) {
            return excludedOr(whole, window, own);
        }
        MeasuredKpi with = excludedOr(MeasuredKpi.relieved(whole, own, listsParts, surplus, lastIn), window, own);
        changes.computeIfAbsent(surplus.corridor(), _ -> new ArrayList<>())
                .add(new KpiChange(
                        kpi.id(),
                        window.named().orElse(null),
                        whole.shown().orElse(null),
                        with.shown().orElse(null)));
        return with;
    }

    /** What exclusions leave nothing of, or too little where it would be measured without any, has no effect. */
    private MeasuredKpi excludedOr(MeasuredKpi measured, KpiWindow window, CountsOverTime own) {
        return Excluded.is(
                        measured.window().open(),
                        own,
                        measured.result(),
                        before -> isMeasured(measured.kpi(), window, before))
                ? measured.excluded()
                : measured;
    }

    /** Without exclusions: a corridor may hold other days then. */
    private boolean isMeasured(Kpi kpi, KpiWindow window, CountsOverTime before) {
        if (withoutExclusions == null) {
            Map<String, CountsOverTime> all = new HashMap<>();
            counts.forEach((id, own) -> all.put(id, own.beforeExclusions().orElse(own)));
            withoutExclusions = new Corridors(agreement, period, contractDays, all, lastIn.withoutExclusions());
        }
        return withoutExclusions.measure(kpi, window, before, false).value().isPresent();
    }

    /** Where only some KPIs are asked for, what a corridor compares may not be among them. */
    static boolean canCompare(Corridor corridor, Map<String, ? extends CountsOverTime> counts) {
        return counts.containsKey(corridor.volume()) && counts.containsKey(corridor.forecast());
    }

    private @Nullable CorridorSurplus surplus(String kpi) {
        return Corridor.relieving(agreement, kpi).map(surpluses::get).orElse(null);
    }

    List<ReliefResult> results() {
        return surpluses.entrySet().stream()
                .map(each -> each.getValue().result(lastIn, changes.getOrDefault(each.getKey(), List.of())))
                .toList();
    }
}
