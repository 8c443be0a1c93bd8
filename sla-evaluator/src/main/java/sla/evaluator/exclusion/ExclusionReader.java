package sla.evaluator.exclusion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.tally.RecordCounts;
import sla.evaluator.tally.TalliedRecords;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;
import sla.model.event.EventType;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.time.Interval;
import sla.model.time.Span;

/**
 * Finds what exclusions take out of a period, record by record: only those of the minutes that are left out, and single
 * ones, are looked at.
 */
@ApplicationScoped
public class ExclusionReader {
    private final TalliedRecords records;

    ExclusionReader(TalliedRecords records) {
        this.records = records;
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
        Map<String, List<LeftOut>> byExclusion = new LinkedHashMap<>();
        for (Kpi kpi : period.agreement().kpis()) {
            read(connection, period, kpi, new LeavesOut(touching, period.agreement(), kpi))
                    .forEach((exclusion, leftOut) -> byExclusion
                            .computeIfAbsent(exclusion, _ -> new ArrayList<>())
                            .add(leftOut));
        }
        return touching.stream()
                .map(exclusion -> new AppliedExclusion(exclusion, byExclusion.getOrDefault(exclusion.id(), List.of())))
                .filter(exclusion -> exclusion.exclusion().range().isPresent()
                        || !exclusion.leftOut().isEmpty())
                .toList();
    }

    private Map<String, LeftOut> read(Connection connection, AgreementPeriod period, Kpi kpi, LeavesOut leaves)
            throws SQLException {
        List<KpiWindow> windows = period.windows(kpi);
        Map<String, TreeMap<Instant, RecordCounts>> sums = new LinkedHashMap<>();
        for (Span span : spans(connection, period, kpi, leaves.exclusions())) {
            records.forEach(connection, period.agreement(), kpi, span, record -> {
                if (windows.stream().anyMatch(window -> window.contains(record.at()))) {
                    leaves.first(record.at(), record.identity(), record.legs())
                            .ifPresent(exclusion -> record.addTo(sums.computeIfAbsent(
                                            exclusion.id(), _ -> new TreeMap<>())
                                    .computeIfAbsent(
                                            Interval.startOf(record.at()),
                                            _ -> RecordCounts.of(period.agreement(), kpi, period.contractDays()))));
                }
            });
        }
        Map<String, LeftOut> leftOut = new LinkedHashMap<>();
        sums.forEach((exclusion, byStart) -> {
            List<LeftOut.Interval> intervals = new ArrayList<>();
            byStart.forEach((start, counts) -> {
                Map<String, Long> named = NamedCounts.of(kpi.metric(), counts);
                if (named.values().stream().anyMatch(number -> number != 0)) {
                    intervals.add(new LeftOut.Interval(start, named));
                }
            });
            if (!intervals.isEmpty()) {
                leftOut.put(exclusion, new LeftOut(kpi.id(), intervals));
            }
        });
        return leftOut;
    }

    /** Where what is left out can be, without any overlap: nothing is looked at twice. */
    private static List<Span> spans(Connection connection, AgreementPeriod period, Kpi kpi, List<Exclusion> exclusions)
            throws SQLException {
        Span reached = new Span(
                KpiWindow.reach(period.agreement(), kpi, period.period(), period.contractDays()),
                period.period().endExclusive());
        List<Span> spans = new ArrayList<>();
        List<ExcludedRecord> single = new ArrayList<>();
        for (Exclusion exclusion : exclusions) {
            exclusion.range().ifPresent(spans::add);
            single.addAll(exclusion.records());
        }
        // What one of them adds may lie at the moment of another one, and what is declared begins anywhere.
        boolean anywhere = kpi.relatesRecords() || kpi.metric().measuredFrom() == EventType.DECLARED_MEASURE;
        if (!single.isEmpty() && anywhere) {
            return List.of(reached);
        }
        spans.addAll(momentsOf(connection, single));
        return Span.joined(
                spans.stream().flatMap(span -> span.within(reached).stream()).toList());
    }

    /** The milliseconds in which the records may count, whatever it is that they count by. */
    private static List<Span> momentsOf(Connection connection, List<ExcludedRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return List.of();
        }
        String sql = """
                select m.moment from unnest(?::text[], ?::text[]) r (source, record_id)
                join fact f on f.source = r.source and f.record_id = r.record_id and f.effective
                left join fact c on c.source = f.reference_source and c.record_id = f.reference_record_id and c.effective
                cross join lateral (values (f.occurred_at), (f.offered_at), (f.left_queue_at), (f.ended_at),
                    (c.offered_at), (c.left_queue_at), (c.ended_at)) m (moment)
                where m.moment is not null
                """;
        List<Span> moments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", records.stream().map(ExcludedRecord::source).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            records.stream().map(ExcludedRecord::recordId).toArray()));
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
