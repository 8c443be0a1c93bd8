package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.contribution.Contribution;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.ChangeScope;
import sla.evaluator.fact.ChangedRecord;
import sla.evaluator.fact.ChangedRecord.Content;
import sla.evaluator.fact.ChangedRecords;
import sla.evaluator.fact.Identity;
import sla.evaluator.fact.Snapshot;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;
import sla.model.term.Exclusion;
import sla.model.time.Interval;
import sla.model.time.Span;

/**
 * What other exclusions would have left out of a frozen period: of the records as they were counted then. What came after the
 * freeze is in no frozen count, so taking it out would leave too little.
 */
@ApplicationScoped
class FrozenLeftOut {
    private final ExclusionReader exclusionReader;
    private final ChangedRecords changedRecords;

    FrozenLeftOut(ExclusionReader exclusionReader, ChangedRecords changedRecords) {
        this.exclusionReader = exclusionReader;
        this.changedRecords = changedRecords;
    }

    /**
     * In the caller's transaction, which has repeatable reads.
     *
     * @param asFrozen KPIs whose counts are those of the freeze; of others it is what they leave out now
     */
    List<AppliedExclusion> read(
            Connection connection,
            StoredFreeze freeze,
            AgreementPeriod period,
            List<Kpi> asFrozen,
            List<Exclusion> exclusions)
            throws SQLException {
        Sums sums = new Sums(exclusionReader.read(connection, period, exclusions));
        List<Kpi> kpis = asFrozen.stream()
                .filter(LineCauses::isExplainedByRecords)
                .filter(kpi -> exclusions.stream().anyMatch(each -> each.concerns(period.agreement(), kpi)))
                .toList();
        if (!kpis.isEmpty() && isKnown(connection, freeze)) {
            Map<String, LeavesOut> leaves = kpis.stream()
                    .collect(Collectors.toMap(Kpi::id, kpi -> new LeavesOut(exclusions, period.agreement(), kpi)));
            ChangeScope scope = new ChangeScope(
                    freeze.snapshot(),
                    freeze.vendor(),
                    new Span(period.reach(), period.period().endExclusive()),
                    kpis.stream().map(Kpi::attribution).collect(Collectors.toSet()),
                    kpis.stream().anyMatch(kpi -> kpi.metric().judgesContacts()));
            changedRecords.forEach(
                    connection,
                    scope,
                    record -> kpis.forEach(kpi -> {
                        LeavesOut of = leaves.getOrDefault(kpi.id(), new LeavesOut(List.of(), period.agreement(), kpi));
                        sums.add(record, record.before(), period, kpi, of, 1);
                        sums.add(record, record.after(), period, kpi, of, -1);
                    }));
        }
        return sums.applied(period, exclusions);
    }

    /** Whether what other exclusions would have left out of the KPI is known. */
    static boolean tells(Connection connection, StoredFreeze freeze, Kpi kpi) throws SQLException {
        return LineCauses.isExplainedByRecords(kpi) && isKnown(connection, freeze);
    }

    /** A database that was filled from a dump forgets what came when. */
    private static boolean isKnown(Connection connection, StoredFreeze freeze) throws SQLException {
        return Snapshot.current(connection).systemIdentifier()
                == freeze.snapshot().systemIdentifier();
    }

    /** By exclusion and KPI, what is left out of each quarter-hour. */
    private static final class Sums {
        private final Map<String, Map<String, TreeMap<Instant, Map<String, Long>>>> sums = new LinkedHashMap<>();

        private Sums(List<AppliedExclusion> now) {
            now.forEach(applied -> applied.leftOut()
                    .forEach(of -> of.intervals()
                            .forEach(interval -> interval.counts()
                                    .forEach((name, number) -> at(
                                                    applied.exclusion().id(), of.kpi(), interval.start())
                                            .merge(name, number, Math::addExact)))));
        }

        private Map<String, Long> at(String exclusion, String kpi, Instant start) {
            return sums.computeIfAbsent(exclusion, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(kpi, _ -> new TreeMap<>())
                    .computeIfAbsent(start, _ -> new LinkedHashMap<>());
        }

        private void add(
                ChangedRecord record,
                @Nullable Content content,
                AgreementPeriod period,
                Kpi kpi,
                LeavesOut leaves,
                int sign) {
            Instant at = content == null ? null : Contribution.at(content, kpi).orElse(null);
            if (at == null) {
                return;
            }
            Identity identity = new Identity(record.source(), record.recordId());
            // What lies in two windows is counted once, as it is where it is left out.
            period.windows(kpi).stream()
                    .filter(window -> window.contains(at))
                    .findFirst()
                    .map(window -> Contribution.named(content, period, kpi, window))
                    .ifPresent(counts -> leaves.first(at, identity, List.of())
                            .ifPresent(exclusion ->
                                    counts.forEach((name, number) -> at(exclusion.id(), kpi.id(), Interval.startOf(at))
                                            .merge(name, sign * number, Math::addExact))));
        }

        private List<AppliedExclusion> applied(AgreementPeriod period, List<Exclusion> exclusions) {
            Span reached = new Span(period.reach(), period.period().endExclusive());
            return exclusions.stream()
                    .filter(exclusion -> exclusion.mayTouch(reached))
                    .map(exclusion -> new AppliedExclusion(exclusion, leftOut(period, exclusion)))
                    .filter(applied -> applied.exclusion().from() != null
                            || !applied.leftOut().isEmpty())
                    .toList();
        }

        private List<LeftOut> leftOut(AgreementPeriod period, Exclusion exclusion) {
            List<LeftOut> leftOut = new ArrayList<>();
            for (Kpi kpi : period.agreement().kpis()) {
                List<LeftOut.Interval> intervals = new ArrayList<>();
                sums.getOrDefault(exclusion.id(), Map.of())
                        .getOrDefault(kpi.id(), new TreeMap<>())
                        .forEach((start, counts) -> {
                            if (counts.values().stream().anyMatch(number -> number != 0)) {
                                intervals.add(new LeftOut.Interval(start, counts));
                            }
                        });
                if (!intervals.isEmpty()) {
                    leftOut.add(new LeftOut(kpi.id(), intervals));
                }
            }
            return leftOut;
        }
    }
}
