package sla.evaluator.exclusion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.LeftOut;
import sla.model.term.Exclusion;

/** What each exclusion takes out of each KPI, quarter-hour by quarter-hour. Not thread-safe. */
final class LeftOutSums {
    private final Agreement agreement;
    private final Map<String, Map<String, TreeMap<Instant, Map<String, Long>>>> sums = new HashMap<>();

    LeftOutSums(Agreement agreement) {
        this.agreement = agreement;
    }

    /** All that an exclusion takes out of a quarter-hour: it is told at once. */
    void put(String exclusion, Kpi kpi, Instant start, Map<String, Long> counts) {
        if (counts.values().stream().anyMatch(number -> number != 0)) {
            sums.computeIfAbsent(exclusion, _ -> new HashMap<>())
                    .computeIfAbsent(kpi.id(), _ -> new TreeMap<>())
                    .put(start, counts);
        }
    }

    /** In the order of the KPIs; of those that leave nothing out there is none. */
    List<LeftOut> of(Exclusion exclusion) {
        Map<String, TreeMap<Instant, Map<String, Long>>> byKpi = sums.getOrDefault(exclusion.id(), Map.of());
        List<LeftOut> leftOut = new ArrayList<>();
        for (Kpi kpi : agreement.kpis()) {
            List<LeftOut.Interval> intervals = new ArrayList<>();
            byKpi.getOrDefault(kpi.id(), new TreeMap<>())
                    .forEach((start, counts) -> intervals.add(new LeftOut.Interval(start, counts)));
            if (!intervals.isEmpty()) {
                leftOut.add(new LeftOut(kpi.id(), intervals));
            }
        }
        return leftOut;
    }
}
