package sla.evaluator.tally;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CellsOverTime;
import sla.evaluator.count.CountsQuery;
import sla.evaluator.count.CountsReader;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.metric.NamedCountsOverTime;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Metric;
import sla.model.time.Interval;
import sla.model.time.Span;

/** The counts of each KPI of an agreement over its windows: its lot's series, by its attribution. */
@ApplicationScoped
public class KpiCounts {
    private final CountsReader reader;
    private final TalliedRecords records;
    private final Clock clock;

    /** Series are never removed or changed: as many are the same. */
    private record SameGroups(Agreement agreement, List<Kpi> kpis, int seriesInAll) {}

    KpiCounts(CountsReader reader, TalliedRecords records, Clock clock) {
        this.reader = reader;
        this.records = records;
        this.clock = clock;
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

    /** What each KPI is measured by in a period, by its id. In one snapshot if the transaction has repeatable reads. */
    public Map<String, CountsOverTime> read(Connection connection, AgreementPeriod period, Map<Integer, Series> all)
            throws SQLException {
        // Those of a draft may not be: then its days are made of quarter-hours.
        ZoneId dayZone = reader.zoneWithDays(connection, period.agreement().zone());
        Map<String, CountsOverTime> counts = new HashMap<>();
        for (Map.Entry<List<Instant>, List<Kpi>> same : byEdges(period).entrySet()) {
            List<Instant> edges = same.getKey();
            if (edges.isEmpty()) {
                // Closed all the time: nothing can have been counted.
                same.getValue()
                        .forEach(kpi -> counts.put(
                                kpi.id(),
                                kpi.looksAtRecords()
                                        ? new NamedCountsOverTime(kpi.metric(), edges, Map.of())
                                        : new CellsOverTime(edges, Map.of())));
                continue;
            }
            List<Kpi> ofCells = same.getValue().stream()
                    .filter(kpi -> !kpi.looksAtRecords())
                    .toList();
            readCells(connection, period.agreement(), ofCells, edges, dayZone, all)
                    .forEach((kpi, bySpan) -> counts.put(kpi, new CellsOverTime(edges, bySpan)));
            readRecords(connection, period, same.getValue(), edges)
                    .forEach((kpi, bySpan) -> counts.put(
                            kpi,
                            new NamedCountsOverTime(period.agreement().kpi(kpi).metric(), edges, bySpan)));
        }
        Instant now = Interval.startOf(clock.instant());
        if (now.isBefore(period.period().endExclusive())) {
            period.agreement().kpis().stream()
                    .filter(Kpi::changesWithTime)
                    .forEach(kpi -> counts.computeIfPresent(kpi.id(), (_, own) -> own.asOf(now)));
        }
        return counts;
    }

    /**
     * What those of the KPIs that look at records add up to, by id and span: span i is from edge i to edge i + 1. Records
     * that several of them look at are read once.
     */
    private Map<String, Map<Integer, NamedCounts>> readRecords(
            Connection connection, AgreementPeriod period, List<Kpi> chosen, List<Instant> edges) throws SQLException {
        Map<Reading, List<Kpi>> byReading = new LinkedHashMap<>();
        chosen.stream()
                .filter(Kpi::looksAtRecords)
                .forEach(kpi -> byReading
                        .computeIfAbsent(Reading.of(period.agreement(), kpi), _ -> new ArrayList<>())
                        .add(kpi));
        Map<String, Map<Integer, NamedCounts>> counts = new HashMap<>();
        Span whole = new Span(edges.getFirst(), edges.getLast());
        for (List<Kpi> same : byReading.values()) {
            Map<Integer, List<RecordCounts>> bySpan = new HashMap<>();
            records.forEach(connection, period.agreement(), same.getFirst(), whole, record -> {
                int edge = Collections.binarySearch(edges, record.at());
                bySpan.computeIfAbsent(edge < 0 ? -edge - 2 : edge, _ -> empty(period, same))
                        .forEach(record::addTo);
            });
            for (int i = 0; i < same.size(); i++) {
                Kpi kpi = same.get(i);
                Map<Integer, NamedCounts> own = new HashMap<>();
                int place = i;
                bySpan.forEach(
                        (span, sums) -> own.put(span, new NamedCounts(NamedCounts.of(kpi.metric(), sums.get(place)))));
                counts.put(kpi.id(), own);
            }
        }
        return counts;
    }

    private static List<RecordCounts> empty(AgreementPeriod period, List<Kpi> kpis) {
        return kpis.stream()
                .map(kpi -> RecordCounts.of(period.agreement(), kpi, period.contractDays()))
                .toList();
    }

    /** The counts of KPIs that are measured over the same edges, by id and span. A span without any count is absent. */
    public Map<String, ? extends Map<Integer, ? extends Counts>> read(
            Connection connection,
            AgreementPeriod period,
            List<Kpi> chosen,
            List<Instant> edges,
            Map<Integer, Series> all)
            throws SQLException {
        Map<String, Map<Integer, ? extends Counts>> counts = new HashMap<>();
        List<Kpi> ofCells = chosen.stream().filter(kpi -> !kpi.looksAtRecords()).toList();
        counts.putAll(readCells(connection, period.agreement(), ofCells, edges, null, all));
        counts.putAll(readRecords(connection, period, chosen, edges));
        return counts;
    }

    /** KPIs that are measured over the same stretches of time are read together. */
    private static Map<List<Instant>, List<Kpi>> byEdges(AgreementPeriod period) {
        Map<List<Instant>, List<Kpi>> byEdges = new LinkedHashMap<>();
        for (Kpi kpi : period.agreement().kpis()) {
            TreeSet<Instant> edges = new TreeSet<>();
            for (KpiWindow window : period.windows(kpi)) {
                window.open().forEach(span -> {
                    edges.add(span.startInclusive());
                    edges.add(span.endExclusive());
                });
            }
            byEdges.computeIfAbsent(List.copyOf(edges), _ -> new ArrayList<>()).add(kpi);
        }
        return byEdges;
    }

    /**
     * Counts by KPI id and span: span i is from edge i to edge i + 1. A span without any count is absent.
     *
     * @param chosen KPIs of the agreement
     * @param edges as {@link CountsQuery#edges}
     * @param dayZone as {@link CountsQuery#dayZone}
     * @param all the series that there are
     */
    private Map<String, Map<Integer, CellCounts>> readCells(
            Connection connection,
            Agreement agreement,
            List<Kpi> chosen,
            List<Instant> edges,
            @Nullable ZoneId dayZone,
            Map<Integer, Series> all)
            throws SQLException {
        Map<Attribution, List<Kpi>> byAttribution = new TreeMap<>();
        for (Kpi kpi : chosen) {
            byAttribution
                    .computeIfAbsent(kpi.attribution(), _ -> new ArrayList<>())
                    .add(kpi);
        }
        Map<String, Map<Integer, CellCounts>> counts = new HashMap<>();
        for (Map.Entry<Attribution, List<Kpi>> entry : byAttribution.entrySet()) {
            List<Kpi> kpis = entry.getValue();
            // KPIs over the same series share a group: their histograms are read once.
            Map<Map<Integer, Series>, Integer> groups = new LinkedHashMap<>();
            Map<String, Integer> groupOfKpi = new HashMap<>();
            for (Kpi kpi : kpis) {
                int next = groups.size();
                groupOfKpi.put(kpi.id(), groups.computeIfAbsent(covered(agreement, kpi, all), _ -> next));
            }
            CountsQuery query = query(
                    entry.getKey(),
                    kpis,
                    List.copyOf(groups.keySet()),
                    new SameGroups(agreement, kpis, all.size()),
                    edges,
                    dayZone);
            Map<Integer, Map<Integer, CellCounts>> byGroup = new HashMap<>();
            reader.read(connection, query)
                    .forEach((place, cells) -> byGroup.computeIfAbsent(place.group(), _ -> new TreeMap<>())
                            .put(place.bucket(), cells));
            groupOfKpi.forEach((kpi, group) -> counts.put(kpi, byGroup.getOrDefault(group, Map.of())));
        }
        return counts;
    }

    private static Map<Integer, Series> covered(Agreement agreement, Kpi kpi, Map<Integer, Series> all) {
        Map<Integer, Series> covered = new TreeMap<>();
        all.forEach((id, series) -> {
            if (covers(agreement, kpi, series)) {
                covered.put(id, series);
            }
        });
        return covered;
    }

    private static CountsQuery query(
            Attribution attribution,
            List<Kpi> kpis,
            List<Map<Integer, Series>> groups,
            SameGroups sameGroups,
            List<Instant> edges,
            @Nullable ZoneId dayZone) {
        List<Metric> metrics = kpis.stream().map(Kpi::metric).toList();
        return new CountsQuery(
                attribution,
                groups,
                sameGroups,
                edges,
                dayZone,
                MetricFormula.waitBounds(metrics),
                MetricFormula.judgements(metrics));
    }
}
