package sla.evaluator.evaluation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.NotKept;
import sla.model.agreement.Agreement;
import sla.model.time.Period;

/**
 * Which months of agreements have lost counts that they would be made of. Their results stay as they are: what is left
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
     * @param agreement one of its versions; all have the same zone
     * @param months that will be asked about, at least one
     */
    static MissingCounts read(Connection connection, Agreement agreement, Collection<YearMonth> months)
            throws SQLException {
        return new MissingCounts(DeletedCounts.of(
                connection,
                agreement.period(Collections.min(months)).startInclusive(),
                agreement.period(Collections.max(months)).endExclusive()));
    }

    /** Those of one month, told in an answer; empty if it can be evaluated. */
    public static List<NotKept> of(Connection connection, Agreement agreement, YearMonth month) throws SQLException {
        return NotKept.of(
                read(connection, agreement, List.of(month)).of(agreement, month, counts -> concern(agreement, counts)));
    }

    /** Whether the version would be evaluated by counts that are deleted. */
    boolean concern(Agreement agreement, YearMonth month) {
        return !of(agreement, month, counts -> concern(agreement, counts)).isEmpty();
    }

    /** Whether any counts of the agreement's vendor are deleted: another version may have been evaluated by them. */
    boolean concernVendor(Agreement agreement, YearMonth month) {
        return !of(
                        agreement,
                        month,
                        counts -> counts.vendor().equals(agreement.vendor().id()))
                .isEmpty();
    }

    private List<DeletedCounts> of(Agreement agreement, YearMonth month, Predicate<DeletedCounts> concern) {
        Period period = agreement.period(month);
        return deleted.stream()
                .filter(counts -> counts.touch(period.startInclusive(), period.endExclusive()))
                .filter(concern)
                .toList();
    }

    private static boolean concern(Agreement agreement, DeletedCounts counts) {
        return AgreementCompleteness.concerns(
                agreement, new DeclaredKey(counts.source(), counts.vendor(), counts.queue()));
    }
}
