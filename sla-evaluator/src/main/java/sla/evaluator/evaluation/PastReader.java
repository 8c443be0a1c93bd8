package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.model.agreement.History;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.PastPeriod;

/** Reads the earlier periods on which a period looks back, as their evaluations stand. */
@ApplicationScoped
public class PastReader {
    private final EvaluationTable table;

    PastReader(EvaluationTable table) {
        this.table = table;
    }

    /** Oldest first; empty for an agreement that does not look back. */
    public List<PastPeriod> read(Connection connection, AgreementPeriod period) throws SQLException {
        Optional<Instant> reach = History.reach(period.agreement(), period.period(), period.contractDays());
        return reach.isEmpty()
                ? List.of()
                : PastPeriod.keep(
                        table.past(
                                connection,
                                period.agreement(),
                                reach.get(),
                                period.period().startInclusive()),
                        LookedAt.of(period.agreement()));
    }
}
