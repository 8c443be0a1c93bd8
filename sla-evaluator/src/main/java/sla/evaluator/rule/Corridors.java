package sla.evaluator.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Corridor;
import sla.model.evaluation.ReliefResult;
import sla.model.evaluation.ReliefResult.KpiChange;
import sla.model.time.Period;

/** The volume corridors of one period while its KPIs are measured. */
final class Corridors {
    private final Agreement agreement;
    private final Map<Corridor, CorridorSurplus> surpluses = new LinkedHashMap<>();
    private final LastInCounts lastIn;
    private final Map<Corridor, List<KpiChange>> changes = new LinkedHashMap<>();

    Corridors(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            LastInCounts lastIn) {
        this.agreement = agreement;
        this.lastIn = lastIn;
        agreement.relief().forEach(relief -> {
            if (relief instanceof Corridor corridor && canCompare(corridor, counts)) {
                surpluses.put(corridor, CorridorSurplus.of(agreement, corridor, period, contractDays, counts));
            }
        });
    }

    /** The KPI without what is not held against the vendor; the same if nothing of its window is relieved. */
    MeasuredKpi relieve(MeasuredKpi without, CountsOverTime counts, boolean listsParts) {
        CorridorSurplus surplus = surplus(without.kpi().id());
        if (surplus == null || surplus.within(without.window()).isEmpty()) {
            return without;
        }
        MeasuredKpi with = MeasuredKpi.relieved(without, counts, listsParts, surplus, lastIn);
        changes.computeIfAbsent(surplus.corridor(), _ -> new ArrayList<>())
                .add(new KpiChange(
                        without.kpi().id(),
                        without.window().named().orElse(null),
                        without.shown().orElse(null),
                        with.shown().orElse(null)));
        return with;
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
