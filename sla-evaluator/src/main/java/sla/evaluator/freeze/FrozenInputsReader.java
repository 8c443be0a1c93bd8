package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LastInReader;
import sla.evaluator.freeze.FrozenInputs.CutOff;
import sla.evaluator.freeze.FrozenInputs.Position;
import sla.evaluator.metric.Counts;
import sla.evaluator.series.Series;
import sla.evaluator.tally.KpiCounts;
import sla.evaluator.term.TermTable;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Interval;
import sla.model.time.Period;
import sla.model.time.Span;

/** Reads the inputs of a period as one snapshot has them. */
@ApplicationScoped
class FrozenInputsReader {
    private final KpiCounts counts;
    private final ExclusionReader exclusionReader;
    private final LastInReader lastInReader;

    FrozenInputsReader(KpiCounts counts, ExclusionReader exclusionReader, LastInReader lastInReader) {
        this.lastInReader = lastInReader;
        this.exclusionReader = exclusionReader;
        this.counts = counts;
    }

    /**
     * In the caller's transaction, which has repeatable reads: counts and cut-off belong to each other.
     *
     * @param of the period; quarter-hours from where its windows begin
     * @param live the evaluation of the same snapshot, for its completeness
     * @param past what it looks back on
     */
    FrozenInputs read(
            Connection connection,
            AgreementPeriod of,
            Map<Integer, Series> series,
            Evaluation live,
            List<PastPeriod> past)
            throws SQLException {
        Agreement agreement = of.agreement();
        Period period = of.period();
        Map<Instant, List<Kpi>> byStart = new TreeMap<>();
        for (Kpi kpi : agreement.kpis()) {
            Instant start = KpiWindow.reach(agreement, kpi, period, of.contractDays());
            byStart.computeIfAbsent(start, _ -> new ArrayList<>()).add(kpi);
        }
        Map<String, FrozenInputs.KpiCounts> inputs = new HashMap<>();
        for (Map.Entry<Instant, List<Kpi>> same : byStart.entrySet()) {
            List<Instant> edges = Interval.edges(new Span(same.getKey(), period.endExclusive()));
            // By quarter-hours, also those that days have been made of: they are what the days can be checked against.
            Map<String, ? extends Map<Integer, ? extends Counts>> spans =
                    counts.read(connection, of, same.getValue(), edges, series);
            for (Kpi kpi : same.getValue()) {
                List<KpiWindow> windows = KpiWindow.of(agreement, kpi, period, of.contractDays());
                inputs.put(
                        kpi.id(),
                        FrozenInputs.KpiCounts.of(
                                kpi,
                                edges,
                                Objects.requireNonNullElse(spans.get(kpi.id()), Map.<Integer, Counts>of()),
                                start -> windows.stream().anyMatch(window -> window.contains(start))));
            }
        }
        List<AppliedExclusion> exclusions = exclusionReader.read(connection, of);
        return new FrozenInputs(
                new CutOff(agreement.version(), positions(connection)),
                agreement,
                period,
                agreement.kpis().stream()
                        .map(kpi -> Objects.requireNonNull(inputs.get(kpi.id())))
                        .toList(),
                of.contractDays().written(agreement, new Span(of.reach(), period.endExclusive())),
                live.completeness(),
                live.sources(),
                exclusions,
                lastInReader.read(connection, of, inputs, exclusions),
                past,
                TermTable.claims(connection, of));
    }

    private static List<Position> positions(Connection connection) throws SQLException {
        String sql = """
                select topic, topic_id, partition, next_offset from input_position where topic = ?
                order by topic_id collate "C", partition
                """;
        List<Position> positions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, Topics.INTERACTIONS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.add(new Position(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
                }
            }
        }
        return positions;
    }
}
