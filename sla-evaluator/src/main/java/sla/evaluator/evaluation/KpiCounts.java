package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.CountsReader;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.agreement.QualityScore;
import sla.model.time.Period;

/** The counts of each KPI of an agreement in a period: its lot's series, by its attribution. */
@ApplicationScoped
public class KpiCounts {
    private final CountsReader reader;

    KpiCounts(CountsReader reader) {
        this.reader = reader;
    }

    /**
     * Whether contacts of the series count for the KPI.
     *
     * @param series of the vendor or of any other; only the agreement's vendor counts
     */
    public static boolean covers(Agreement agreement, Kpi kpi, Series series) {
        return series.vendor().equals(agreement.vendor().id())
                && (kpi.source() == null || kpi.source().equals(series.source()))
                && series.in(agreement.lot(kpi.lot()).where());
    }

    /** Counts by KPI id. In one snapshot if the transaction has repeatable reads. */
    Map<String, Counts> read(Connection connection, Agreement agreement, Period period, Map<Integer, Series> all)
            throws SQLException {
        Map<Attribution, List<Kpi>> byAttribution = new TreeMap<>();
        for (Kpi kpi : agreement.kpis()) {
            byAttribution
                    .computeIfAbsent(kpi.attribution(), _ -> new ArrayList<>())
                    .add(kpi);
        }
        Map<String, Counts> counts = new HashMap<>();
        for (Map.Entry<Attribution, List<Kpi>> entry : byAttribution.entrySet()) {
            read(connection, agreement, period, all, entry.getKey(), entry.getValue(), counts);
        }
        return counts;
    }

    private void read(
            Connection connection,
            Agreement agreement,
            Period period,
            Map<Integer, Series> all,
            Attribution attribution,
            List<Kpi> kpis,
            Map<String, Counts> counts)
            throws SQLException {
        // KPIs over the same series share a group: their histograms are read once.
        Map<Map<Integer, Series>, Integer> groups = new LinkedHashMap<>();
        Map<String, Integer> groupOfKpi = new HashMap<>();
        for (Kpi kpi : kpis) {
            Map<Integer, Series> covered = new TreeMap<>();
            all.forEach((id, series) -> {
                if (covers(agreement, kpi, series)) {
                    covered.put(id, series);
                }
            });
            int next = groups.size();
            groupOfKpi.put(kpi.id(), groups.computeIfAbsent(covered, _ -> next));
        }
        List<Instant> edges = List.of(period.startInclusive(), period.endExclusive());
        boolean waits = kpis.stream()
                .anyMatch(kpi -> !MetricFormula.waitBounds(kpi.metric()).isEmpty());
        boolean quality = kpis.stream().anyMatch(kpi -> kpi.metric() instanceof QualityScore);
        CountsQuery query =
                new CountsQuery(attribution, List.copyOf(groups.keySet()), edges, agreement.zone(), waits, quality);
        Map<Place, CellCounts> read = reader.read(connection, query);
        CellCounts none = new CellCounts();
        groupOfKpi.forEach((kpi, group) ->
                counts.put(kpi, Objects.requireNonNullElse(read.get(new Place(0, group)), none)));
    }
}
