package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.ReliefResult;
import sla.model.time.Period;

/** All KPIs of an agreement over their windows of one period. */
final class MeasuredKpis {
    private final Map<String, List<MeasuredKpi>> byId = new LinkedHashMap<>();
    private final List<ReliefResult> reliefs = new ArrayList<>();
    private final KpiWindow period;

    private MeasuredKpis(KpiWindow period) {
        this.period = period;
    }

    static MeasuredKpis of(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            LastInCounts lastIn) {
        MeasuredKpis kpis = new MeasuredKpis(KpiWindow.ofPeriod(agreement, period));
        Corridors corridors = new Corridors(agreement, period, contractDays, counts, lastIn);
        for (Kpi kpi : agreement.kpis()) {
            CountsOverTime own = counts.get(kpi.id());
            if (own == null) {
                throw new IllegalArgumentException("The counts of the KPI " + kpi.id() + " are missing");
            }
            List<KpiWindow> windows = KpiWindow.of(agreement, kpi, period, contractDays);
            int parts =
                    windows.stream().mapToInt(window -> window.parts().size()).sum();
            boolean lists = parts <= KpiResult.MOST_PARTS;
            kpis.byId.put(
                    kpi.id(),
                    windows.stream()
                            .map(window -> corridors.measure(kpi, window, own, lists))
                            .toList());
        }
        kpis.reliefs.addAll(corridors.results());
        return kpis;
    }

    /** One value of each KPI; what has none is not measured. */
    static MeasuredKpis given(Agreement agreement, Period period, Map<String, BigDecimal> values) {
        KpiWindow window = KpiWindow.ofPeriod(agreement, period);
        MeasuredKpis kpis = new MeasuredKpis(window);
        for (Kpi kpi : agreement.kpis()) {
            kpis.byId.put(kpi.id(), List.of(MeasuredKpi.given(kpi, window, values.get(kpi.id()))));
        }
        return kpis;
    }

    /** What corridors left out, in the order of the agreement. */
    List<ReliefResult> reliefs() {
        return reliefs;
    }

    /** In the order of the agreement, each KPI's windows oldest first. */
    List<MeasuredKpi> all() {
        return byId.values().stream().flatMap(List::stream).toList();
    }

    /** As the agreement has it. */
    Kpi kpi(String id) {
        return windows(id).getFirst().kpi();
    }

    /** The windows of one KPI that end in the period: rules look at these. */
    List<MeasuredKpi> due(String id) {
        return windows(id).stream().filter(kpi -> kpi.window().due()).toList();
    }

    /** A KPI as a line over some window sees it: over the same window if it has that, else the one of the period. */
    MeasuredKpi beside(String id, KpiWindow window) {
        List<MeasuredKpi> windows = windows(id);
        return windows.stream()
                .filter(kpi -> kpi.window().period().equals(window.period()))
                .findFirst()
                .or(() -> windows.size() == 1 && windows.getFirst().window().due()
                        ? Optional.of(windows.getFirst())
                        : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        id + " has no value beside " + window.days() + "; the agreement's self-check refuses that"));
    }

    /** The window of what looks at the whole period. */
    KpiWindow ofPeriod() {
        return period;
    }

    private List<MeasuredKpi> windows(String id) {
        List<MeasuredKpi> windows = byId.get(id);
        if (windows == null) {
            throw new IllegalArgumentException("There is no KPI " + id);
        }
        return windows;
    }
}
