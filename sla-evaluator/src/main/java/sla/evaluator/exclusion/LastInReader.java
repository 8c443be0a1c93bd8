package sla.evaluator.exclusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.LessCounts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.rule.Overflow;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.tally.TalliedRecord;
import sla.evaluator.tally.TalliedRecords;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Arrival;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.LeftOut;
import sla.model.term.Exclusion;
import sla.model.time.Interval;
import sla.model.time.Span;

/**
 * Finds the contacts that came last where more came than a corridor takes: one look over those of its volume, and one over
 * those of each KPI that it relieves. What exclusions leave out has not come.
 */
@ApplicationScoped
public class LastInReader {
    private final TalliedRecords records;

    LastInReader(TalliedRecords records) {
        this.records = records;
    }

    /**
     * In the caller's transaction, which has repeatable reads.
     *
     * @param counts of all contacts
     * @param exclusions what they leave out of these
     */
    public List<LastIn> read(
            Connection connection,
            AgreementPeriod period,
            Map<String, ? extends CountsOverTime> counts,
            List<AppliedExclusion> exclusions)
            throws SQLException {
        List<LastIn> found = new ArrayList<>();
        if (period.agreement().kpis().stream()
                .noneMatch(kpi -> Corridor.ordersContactsOf(period.agreement(), kpi.id()))) {
            return found;
        }
        for (int applied = 0; applied <= exclusions.size(); applied++) {
            List<AppliedExclusion> first = exclusions.subList(0, applied);
            Map<Corridor, NavigableMap<Instant, Overflow>> overflows = new HashMap<>();
            Overflow.of(
                            period.agreement(),
                            period.period(),
                            period.contractDays(),
                            LessCounts.of(period.agreement(), counts, first))
                    .forEach(overflow -> overflows
                            .computeIfAbsent(overflow.corridor(), _ -> new TreeMap<>())
                            .put(overflow.span().startInclusive(), overflow));
            List<Exclusion> leaveOut =
                    first.stream().map(AppliedExclusion::exclusion).toList();
            for (Map.Entry<Corridor, NavigableMap<Instant, Overflow>> each : overflows.entrySet()) {
                found.addAll(new Look(connection, period, each.getKey(), leaveOut, each.getValue()).lastIn(applied));
            }
        }
        return found;
    }

    /** At what came in some days or intervals of one corridor. */
    private final class Look {
        private final Connection connection;
        private final AgreementPeriod period;
        private final Corridor corridor;
        private final List<Exclusion> leaveOut;
        private final NavigableMap<Instant, Overflow> overflows;

        Look(
                Connection connection,
                AgreementPeriod period,
                Corridor corridor,
                List<Exclusion> leaveOut,
                NavigableMap<Instant, Overflow> overflows) {
            this.connection = connection;
            this.period = period;
            this.corridor = corridor;
            this.leaveOut = leaveOut;
            this.overflows = overflows;
        }

        List<LastIn> lastIn(int exclusions) throws SQLException {
            Map<Instant, Arrival> firsts = firsts();
            Map<Instant, List<LeftOut>> leftOut = new HashMap<>();
            for (String id : corridor.kpis()) {
                for (Kpi kpi : kpis(id)) {
                    counts(kpi, firsts)
                            .forEach((start, own) -> leftOut.computeIfAbsent(start, _ -> new ArrayList<>())
                                    .add(new LeftOut(kpi.id(), own)));
                }
            }
            return overflows.keySet().stream()
                    .map(start -> new LastIn(
                            exclusions,
                            corridor.id(),
                            start,
                            firsts.get(start),
                            leftOut.getOrDefault(start, List.of())))
                    .toList();
        }

        /** The first contact of each day or interval that is too many. */
        private Map<Instant, Arrival> firsts() throws SQLException {
            Map<Instant, PriorityQueue<Arrival>> last = new HashMap<>();
            Kpi volume = period.agreement().kpi(corridor.volume());
            look(volume, _ -> true, (overflow, record) -> {
                RecordCounts alone = RecordCounts.of(period.agreement(), volume, period.contractDays());
                record.addTo(alone);
                if (MetricFormula.measure(volume.metric(), alone).numerator() > 0) {
                    PriorityQueue<Arrival> own =
                            last.computeIfAbsent(overflow.span().startInclusive(), _ -> new PriorityQueue<>());
                    own.add(arrival(record));
                    if (own.size() > overflow.beyond()) {
                        own.remove();
                    }
                }
            });
            Map<Instant, Arrival> firsts = new HashMap<>();
            last.forEach((start, own) -> firsts.put(start, own.element()));
            return firsts;
        }

        /** What the KPI leaves out of each day or interval. */
        private Map<Instant, List<LeftOut.Interval>> counts(Kpi kpi, Map<Instant, Arrival> firsts) throws SQLException {
            Map<Instant, TreeMap<Instant, RecordCounts>> sums = new HashMap<>();
            look(
                    kpi,
                    record -> {
                        Arrival first = firsts.get(overflows.floorKey(record.at()));
                        return first != null && arrival(record).compareTo(first) >= 0;
                    },
                    (overflow, record) ->
                            record.addTo(sums.computeIfAbsent(overflow.span().startInclusive(), _ -> new TreeMap<>())
                                    .computeIfAbsent(
                                            Interval.startOf(record.at()),
                                            _ -> RecordCounts.of(period.agreement(), kpi, period.contractDays()))));
            Map<Instant, List<LeftOut.Interval>> counts = new HashMap<>();
            sums.forEach((start, byStart) -> {
                List<LeftOut.Interval> intervals = new ArrayList<>();
                byStart.forEach(
                        (at, own) -> intervals.add(new LeftOut.Interval(at, NamedCounts.of(kpi.metric(), own))));
                counts.put(start, intervals);
            });
            return counts;
        }

        private interface Taker {
            void take(Overflow overflow, TalliedRecord record);
        }

        private void look(Kpi kpi, Predicate<TalliedRecord> wanted, Taker taker) throws SQLException {
            List<KpiWindow> windows = period.windows(kpi);
            LeavesOut leaves = new LeavesOut(leaveOut, period.agreement(), kpi);
            Span all = new Span(
                    overflows.firstKey(),
                    overflows.lastEntry().getValue().span().endExclusive());
            records.forEach(connection, period.agreement(), kpi, all, record -> {
                Map.Entry<Instant, Overflow> overflow = overflows.floorEntry(record.at());
                if (overflow != null
                        && overflow.getValue().span().contains(record.at())
                        && windows.stream().anyMatch(window -> window.contains(record.at()))
                        && wanted.test(record)
                        && leaves.first(record.at(), record.identity(), record.legs())
                                .isEmpty()) {
                    taker.take(overflow.getValue(), record);
                }
            });
        }

        /** None where only some KPIs are asked for. */
        private List<Kpi> kpis(String id) {
            return period.agreement().kpis().stream()
                    .filter(kpi -> kpi.id().equals(id))
                    .toList();
        }
    }

    private static Arrival arrival(TalliedRecord record) {
        return new Arrival(
                record.at(), record.identity().source(), record.identity().recordId());
    }
}
