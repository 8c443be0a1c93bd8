package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.fact.Snapshot;
import sla.model.evaluation.Evaluation;

/** What was frozen, for whoever explains it. */
@ApplicationScoped
public class FrozenPeriods {
    private final FreezeTable freezes;

    FrozenPeriods(FreezeTable freezes) {
        this.freezes = freezes;
    }

    /**
     * @param id of the freeze
     * @param snapshot of the records that were counted
     */
    public record Frozen(String id, AgreementPeriod period, Evaluation evaluation, Snapshot snapshot) {}

    public Optional<Frozen> find(Connection connection, String agreement, String period) throws SQLException {
        Optional<StoredFreeze> found = freezes.find(connection, agreement, period);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredFreeze freeze = found.get();
        FrozenInputs inputs = FrozenInputs.ofJson(freezes.inputs(connection, freeze.id()));
        return Optional.of(new Frozen(
                freeze.id(),
                new AgreementPeriod(inputs.agreement(), inputs.period(), inputs.contractDays()),
                EvaluationDocument.read(freeze.evaluation()),
                freeze.snapshot()));
    }
}
