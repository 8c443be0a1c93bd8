package sla.evaluator.evaluation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.GoneRecords;
import sla.evaluator.seal.NotKept;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.event.EventType;
import sla.model.term.Exclusion;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which periods of agreements have lost counts that they would be made of, or records where KPIs look at these. Their results stay as they are: what is left
 * would give other ones.
 */
public final class MissingCounts {
    /** Contacts that count in a period may have been offered so long before it. */
    private static final Duration BEFORE = Duration.ofDays(62);

    /** Who judges contacts may do so long after them. */
    private static final Duration BEHIND = Duration.ofDays(3_660);

    private final List<DeletedCounts> deleted;
    private final List<GoneRecords> gone;
    /** What they leave out is found among the records, whatever the KPI is measured by. */
    private final List<Exclusion> exclusions;

    private MissingCounts(List<DeletedCounts> deleted, List<GoneRecords> gone, List<Exclusion> exclusions) {
        this.exclusions = exclusions;
        this.deleted = deleted;
        this.gone = gone;
    }

    /** Within a span, and what its KPIs look at behind it. */
    private static MissingCounts read(
            Connection connection, List<Exclusion> exclusions, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        return new MissingCounts(
                DeletedCounts.of(connection, fromInclusive, toExclusive),
                GoneRecords.of(connection, fromInclusive.minus(BEFORE), toExclusive.plus(BEHIND)),
                exclusions);
    }

    /**
     * In the snapshot in which the counts are read.
     *
     * @param periods that will be asked about, at least one
     */
    static MissingCounts read(Connection connection, AgreementVersions agreement, Collection<Period> periods)
            throws SQLException {
        Instant first = periods.stream()
                .map(period ->
                        agreement.of(period.label()).map(AgreementPeriod::reach).orElse(period.startInclusive()))
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = periods.stream()
                .map(Period::endExclusive)
                .max(Instant::compareTo)
                .orElseThrow();
        return read(connection, TermTable.approvedExclusions(connection, agreement.agreement()), first, last);
    }

    /** Why a period cannot be evaluated any more, in a sentence; empty if it can. */
    public static Optional<String> of(Connection connection, AgreementPeriod period) throws SQLException {
        return of(
                connection,
                period,
                TermTable.approvedExclusions(connection, period.agreement().agreement()));
    }

    /** The same with other exclusions than those that are approved. */
    public static Optional<String> of(Connection connection, AgreementPeriod period, List<Exclusion> exclusions)
            throws SQLException {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        MissingCounts missing = read(connection, exclusions, reached.startInclusive(), reached.endExclusive());
        List<DeletedCounts> counts = missing.of(reached, each -> concern(period.agreement(), each));
        List<GoneRecords> records = missing.recordsOf(period);
        if (!counts.isEmpty()) {
            return Optional.of(NotKept.sentence(NotKept.of(counts)));
        }
        return records.isEmpty() ? Optional.empty() : Optional.of(NotKept.sentenceOfRecords(records));
    }

    /** Whether the period would be evaluated by counts that are deleted, or by records that are. */
    boolean concern(AgreementPeriod period) {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        return !of(reached, counts -> concern(period.agreement(), counts)).isEmpty()
                || !recordsOf(period).isEmpty();
    }

    /** Whether any counts of the vendor are deleted, or records: another version may have been evaluated by them. */
    boolean concernAnyOf(AgreementVersions agreement, Period period) {
        String vendor = agreement.vendor();
        boolean looksAtRecords = agreement.versions().stream()
                .anyMatch(version -> version.kpis().stream().anyMatch(kpi -> looksAtRecords(version, kpi)));
        Span span = new Span(period.startInclusive(), period.endExclusive());
        return !of(span, counts -> counts.vendor().equals(vendor)).isEmpty()
                || gone.stream()
                        .filter(records -> looksAtRecords
                                && !records.pseudonymsOnly()
                                && records.vendors().contains(vendor))
                        .anyMatch(records -> records.touch(span.startInclusive(), span.endExclusive()));
    }

    private List<GoneRecords> recordsOf(AgreementPeriod period) {
        return period.agreement().kpis().stream()
                .filter(kpi -> looksAtRecords(period.agreement(), kpi) || leavesOut(period, kpi))
                .flatMap(kpi -> gone.stream().filter(records -> concern(period, kpi, records)))
                .distinct()
                .toList();
    }

    private static boolean looksAtRecords(Agreement agreement, Kpi kpi) {
        return kpi.looksAtRecords() || Corridor.ordersContactsOf(agreement, kpi.id());
    }

    private boolean leavesOut(AgreementPeriod period, Kpi kpi) {
        Instant start = KpiWindow.reach(period.agreement(), kpi, period.period(), period.contractDays());
        Span reached = new Span(start, period.period().endExclusive());
        return exclusions.stream()
                .anyMatch(exclusion -> exclusion.concerns(period.agreement(), kpi) && exclusion.mayTouch(reached));
    }

    private static boolean concern(AgreementPeriod period, Kpi kpi, GoneRecords records) {
        Agreement agreement = period.agreement();
        if (!records.vendors().contains(agreement.vendor().id())
                || (records.pseudonymsOnly() && !kpi.relatesToRepeats())) {
            return false;
        }
        Instant from = KpiWindow.reach(agreement, kpi, period.period(), period.contractDays());
        Instant to = period.period().endExclusive();
        boolean ofKpi = kpi.source() == null || kpi.source().equals(records.source());
        boolean beside = kpi.journeys() != null || kpi.attribution() != Attribution.OFFERED;
        Instant offered = beside ? from.minus(BEFORE) : from;
        return switch (kpi.metric().measuredFrom()) {
            case DECLARED_MEASURE ->
                ofKpi && records.types().contains(EventType.DECLARED_MEASURE) && records.touch(from, to);
            case INTERACTION ->
                ofKpi
                        && records.types().contains(EventType.INTERACTION)
                        && records.touch(offered, to.plus(kpi.lookAhead()));
            // The contacts of other sources, and their judgements, whenever these were made.
            case QUALITY_EVALUATION, SURVEY_ANSWER, CONTROL_TOTALS, RETRACTION ->
                (records.types().contains(EventType.INTERACTION) && records.touch(offered, to))
                        || (ofKpi
                                && records.types().contains(kpi.metric().measuredFrom())
                                && records.touch(from, to.plus(BEHIND)));
        };
    }

    private List<DeletedCounts> of(Span span, Predicate<DeletedCounts> concern) {
        return deleted.stream()
                .filter(counts -> counts.touch(span.startInclusive(), span.endExclusive()))
                .filter(concern)
                .toList();
    }

    private static boolean concern(Agreement agreement, DeletedCounts counts) {
        return AgreementCompleteness.concerns(
                agreement, new DeclaredKey(counts.source(), counts.vendor(), counts.queue()));
    }
}
