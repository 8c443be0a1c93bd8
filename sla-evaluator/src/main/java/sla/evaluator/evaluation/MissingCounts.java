package sla.evaluator.evaluation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.NotKept;
import sla.model.agreement.Agreement;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which periods of agreements have lost counts that they would be made of. Their results stay as they are: what is left
 * would give other ones.
 */
public final class MissingCounts {
    private final List<DeletedCounts> deleted;

    private MissingCounts(List<DeletedCounts> deleted) {
        this.deleted = deleted;
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
        return new MissingCounts(DeletedCounts.of(connection, first, last));
    }

    /** Those of one period and what its windows reach back to, told in an answer; empty if it can be evaluated. */
    public static List<NotKept> of(Connection connection, AgreementPeriod period) throws SQLException {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        MissingCounts missing =
                new MissingCounts(DeletedCounts.of(connection, reached.startInclusive(), reached.endExclusive()));
        return NotKept.of(missing.of(reached, counts -> concern(period.agreement(), counts)));
    }

    /** Whether the period would be evaluated by counts that are deleted. */
    boolean concern(AgreementPeriod period) {
        Span reached = new Span(period.reach(), period.period().endExclusive());
        return !of(reached, counts -> concern(period.agreement(), counts)).isEmpty();
    }

    /** Whether any counts of the vendor are deleted: another version may have been evaluated by them. */
    boolean concernVendor(String vendor, Period period) {
        Span span = new Span(period.startInclusive(), period.endExclusive());
        return !of(span, counts -> counts.vendor().equals(vendor)).isEmpty();
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
