package sla.evaluator.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.time.Period;

/** All KPIs of an agreement over their windows of one period. */
final class MeasuredKpis {
    private final Map<String, List<MeasuredKpi>> byId = new LinkedHashMap<>();
    private final KpiWindow period;

    private MeasuredKpis(KpiWindow period) {
        this.period = period;
    }

    static MeasuredKpis of(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts) {
        MeasuredKpis kpis = new MeasuredKpis(KpiWindow.ofPeriod(agreement, period));
        for (Kpi kpi : agreement.kpis()) {
            CountsOverTime own = counts.get(kpi.id());
            if (own == null) {
                throw new IllegalArgumentException("The counts of the KPI " + kpi.id() + " are missing");
            }
            kpis.byId.put(
                    kpi.id(),
                    KpiWindow.of(agreement, kpi, period, contractDays).stream()
                            .map(window -> MeasuredKpi.of(kpi, window, own))
                            .toList());
        }
        return kpis;
    }

    /** In the order of the agreement, each KPI's windows oldest first. */
    List<MeasuredKpi> all() {
        return byId.values().stream().flatMap(List::stream).toList();
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
                .orElse(windows.getLast());
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
