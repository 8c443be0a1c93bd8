package sla.evaluator.exclusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.tally.Reading;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.tally.TalliedRecord;
import sla.evaluator.tally.TalliedRecords;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.AppliedExclusion;
import sla.model.event.EventType;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.time.Interval;
import sla.model.time.Span;

/**
 * Finds what exclusions take out of a period: whole quarter-hours by their counts, as long as there are counts of them; single
 * records and what begins or ends within a quarter-hour record by record.
 */
@ApplicationScoped
public class ExclusionReader {
    private final TalliedRecords records;
    private final KpiCounts counts;
    private final SeriesCatalog catalog;

    ExclusionReader(TalliedRecords records, KpiCounts counts, SeriesCatalog catalog) {
        this.records = records;
        this.counts = counts;
        this.catalog = catalog;
    }

    /** By the approved exclusions. In the caller's transaction, which has repeatable reads. */
    public List<AppliedExclusion> read(Connection connection, AgreementPeriod period) throws SQLException {
        return read(
                connection,
                period,
                TermTable.approvedExclusions(connection, period.agreement().agreement()));
    }

    /**
     * By these exclusions, in this order. Those that touch nothing of the period are left out.
     *
     * @param exclusions of the period's agreement
     */
    public List<AppliedExclusion> read(Connection connection, AgreementPeriod period, List<Exclusion> exclusions)
            throws SQLException {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        List<Exclusion> touching = exclusions.stream()
                .filter(exclusion -> exclusion.mayTouch(reached))
                .toList();
        if (touching.isEmpty()) {
            return List.of();
        }
        Look look = new Look(connection, period, touching);
        look.atWholeQuarterHours();
        look.atRecords();
        return touching.stream()
                .map(exclusion -> new AppliedExclusion(exclusion, look.sums.of(exclusion)))
                .filter(exclusion -> exclusion.exclusion().range().isPresent()
                        || !exclusion.leftOut().isEmpty())
                .toList();
    }

    /** At what some exclusions leave out of a period. KPIs that are told by the same are looked at together. */
    private final class Look {
        private final Connection connection;
        private final AgreementPeriod period;
        private final Map<NavigableMap<Instant, String>, List<Kpi>> byQuarterHours = new LinkedHashMap<>();
        private final Map<Records, List<Kpi>> byRecords = new LinkedHashMap<>();
        private final Map<String, LeavesOut> leaves = new HashMap<>();
        private final LeftOutSums sums;

        /** Which to look at. */
        private record Records(Reading reading, List<Span> spans) {}

        Look(Connection connection, AgreementPeriod period, List<Exclusion> exclusions) throws SQLException {
            this.connection = connection;
            this.period = period;
            this.sums = new LeftOutSums(period.agreement());
            Map<List<ExcludedRecord>, List<Span>> moments = new HashMap<>();
            for (Kpi kpi : period.agreement().kpis()) {
                LeavesOut own = new LeavesOut(exclusions, period.agreement(), kpi);
                leaves.put(kpi.id(), own);
                List<ExcludedRecord> listed = own.exclusions().stream()
                        .flatMap(exclusion -> exclusion.records().stream())
                        .toList();
                if (!moments.containsKey(listed)) {
                    moments.put(listed, momentsOf(connection, listed));
                }
                TouchedTime touched = touched(kpi, own.exclusions(), moments.getOrDefault(listed, List.of()));
                if (!touched.whole().isEmpty()) {
                    byQuarterHours
                            .computeIfAbsent(touched.whole(), _ -> new ArrayList<>())
                            .add(kpi);
                }
                if (!touched.looked().isEmpty()) {
                    byRecords
                            .computeIfAbsent(
                                    new Records(Reading.of(period.agreement(), kpi), touched.looked()),
                                    _ -> new ArrayList<>())
                            .add(kpi);
                }
            }
        }

        private TouchedTime touched(Kpi kpi, List<Exclusion> exclusions, List<Span> moments) {
            Span reached = new Span(
                    KpiWindow.reach(period.agreement(), kpi, period.period(), period.contractDays()),
                    period.period().endExclusive());
            if (!kpi.looksAtRecords()) {
                return TouchedTime.ofCells(exclusions, reached, moments);
            }
            // What one of them adds may lie at the moment of another one, and what is declared begins anywhere.
            boolean anywhere = kpi.relatesRecords() || kpi.metric().measuredFrom() == EventType.DECLARED_MEASURE;
            boolean lists = exclusions.stream().anyMatch(each -> !each.records().isEmpty());
            return anywhere && lists
                    ? TouchedTime.anywhere(reached)
                    : TouchedTime.ofRecords(exclusions, reached, moments);
        }

        void atWholeQuarterHours() throws SQLException {
            for (Map.Entry<NavigableMap<Instant, String>, List<Kpi>> same : byQuarterHours.entrySet()) {
                for (Span span : Interval.joined(same.getKey().keySet())) {
                    atWholeQuarterHours(same.getValue(), Interval.edges(span), same.getKey());
                }
            }
        }

        private void atWholeQuarterHours(List<Kpi> kpis, List<Instant> edges, Map<Instant, String> exclusions)
                throws SQLException {
            Map<String, ? extends Map<Integer, ? extends Counts>> byKpi =
                    counts.read(connection, period, kpis, edges, catalog.all(connection));
            for (Kpi kpi : kpis) {
                List<KpiWindow> windows = period.windows(kpi);
                Map<Integer, ? extends Counts> own = Objects.requireNonNull(byKpi.get(kpi.id()));
                own.forEach((place, counted) -> {
                    Instant start = edges.get(place);
                    if (isIn(windows, start)) {
                        sums.put(
                                Objects.requireNonNull(exclusions.get(start)),
                                kpi,
                                start,
                                NamedCounts.of(kpi.metric(), counted));
                    }
                });
            }
        }

        void atRecords() throws SQLException {
            for (Map.Entry<Records, List<Kpi>> same : byRecords.entrySet()) {
                List<Taker> takers = same.getValue().stream().map(Taker::new).toList();
                for (Span span : same.getKey().spans()) {
                    records.forEach(
                            connection,
                            period.agreement(),
                            same.getValue().getFirst(),
                            span,
                            record -> takers.forEach(taker -> taker.take(record)));
                }
                takers.forEach(Taker::end);
            }
        }

        /** Adds up what of some records one KPI leaves out. */
        private final class Taker {
            private final Kpi kpi;
            private final List<KpiWindow> windows;
            private final LeavesOut leavesOut;
            private final Map<String, TreeMap<Instant, RecordCounts>> taken = new HashMap<>();

            Taker(Kpi kpi) {
                this.kpi = kpi;
                windows = period.windows(kpi);
                leavesOut = Objects.requireNonNull(leaves.get(kpi.id()));
            }

            void take(TalliedRecord record) {
                if (isIn(windows, record.at())) {
                    leavesOut
                            .first(record.at(), record.identity(), record.legs())
                            .ifPresent(exclusion -> record.addTo(taken.computeIfAbsent(
                                            exclusion.id(), _ -> new TreeMap<>())
                                    .computeIfAbsent(
                                            Interval.startOf(record.at()),
                                            _ -> RecordCounts.of(period.agreement(), kpi, period.contractDays()))));
                }
            }

            void end() {
                taken.forEach((exclusion, byStart) -> byStart.forEach(
                        (start, own) -> sums.put(exclusion, kpi, start, NamedCounts.of(kpi.metric(), own))));
            }
        }
    }

    private static boolean isIn(List<KpiWindow> windows, Instant at) {
        return windows.stream().anyMatch(window -> window.contains(at));
    }

    /** The milliseconds in which the records may count, whatever it is that they count by. */
    private static List<Span> momentsOf(Connection connection, List<ExcludedRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return List.of();
        }
        String sql = """
                select m.moment from {rows}
                join fact f on f.source = r.source and f.record_id = r.record_id and f.effective
                left join fact c on c.source = f.reference_source and c.record_id = f.reference_record_id and c.effective
                cross join lateral (values (f.occurred_at), (f.offered_at), (f.left_queue_at), (f.ended_at),
                    (c.offered_at), (c.left_queue_at), (c.ended_at)) m (moment)
                where m.moment is not null
                """.replace("{rows}", ListedRecords.ROWS);
        List<Span> moments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            ListedRecords.bind(connection, select, records);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant moment = row.getObject(1, OffsetDateTime.class).toInstant();
                    moments.add(new Span(moment, moment.plusMillis(1)));
                }
            }
        }
        return moments;
    }
}
