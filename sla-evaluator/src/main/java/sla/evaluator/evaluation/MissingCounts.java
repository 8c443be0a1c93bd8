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
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.event.EventType;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which periods of agreements have lost counts that they would be made of, or records where KPIs look at these. Their results stay as they are: what is left
 * would give other ones.
 */
public final class MissingCounts {
    /** A KPI looks at most so far behind its period; see {@link Kpi#lookAhead}. */
    private static final Duration LONGEST_LOOK = Duration.ofDays(31);

    private final List<DeletedCounts> deleted;
    private final List<GoneRecords> gone;

    private MissingCounts(List<DeletedCounts> deleted, List<GoneRecords> gone) {
        this.deleted = deleted;
        this.gone = gone;
    }

    /** Within a span, and what its KPIs look at behind it. */
    private static MissingCounts read(Connection connection, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        return new MissingCounts(
                DeletedCounts.of(connection, fromInclusive, toExclusive),
                GoneRecords.of(connection, fromInclusive, toExclusive.plus(LONGEST_LOOK)));
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
        return read(connection, first, last);
    }

    /** Why a period cannot be evaluated any more, in a sentence; empty if it can. */
    public static Optional<String> of(Connection connection, AgreementPeriod period) throws SQLException {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        MissingCounts missing = read(connection, reached.startInclusive(), reached.endExclusive());
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

    /** Whether any counts of the vendor are deleted: another version may have been evaluated by them. */
    boolean concernVendor(String vendor, Period period) {
        Span span = new Span(period.startInclusive(), period.endExclusive());
        return !of(span, counts -> counts.vendor().equals(vendor)).isEmpty();
    }

    private List<GoneRecords> recordsOf(AgreementPeriod period) {
        return period.agreement().kpis().stream()
                .filter(Kpi::looksAtRecords)
                .flatMap(kpi -> gone.stream().filter(records -> concern(period, kpi, records)))
                .distinct()
                .toList();
    }

    private static boolean concern(AgreementPeriod period, Kpi kpi, GoneRecords records) {
        Agreement agreement = period.agreement();
        Instant from = KpiWindow.reach(agreement, kpi, period.period(), period.contractDays());
        boolean ofSource = kpi.metric().measuredFrom() == EventType.DECLARED_MEASURE
                ? kpi.source() == null || kpi.source().equals(records.source())
                : records.vendors().contains(agreement.vendor().id());
        return ofSource
                && records.touch(from, period.period().endExclusive().plus(kpi.lookAhead()))
                && (!records.pseudonymsOnly() || kpi.relatesToRepeats());
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
