package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.fact.Snapshot;
import sla.evaluator.metric.CountsOverTime;
import sla.model.evaluation.AppliedExclusion;
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

    /**
     * What the result of a frozen period is made of.
     *
     * @param counts of each KPI, of all contacts
     * @param exclusions what each takes out of them
     */
    public record Inputs(Map<String, CountsOverTime> counts, List<AppliedExclusion> exclusions) {}

    /** Empty if the period is not frozen. */
    public Optional<Inputs> inputs(Connection connection, String agreement, String period) throws SQLException {
        Optional<StoredFreeze> found = freezes.find(connection, agreement, period);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        FrozenInputs inputs =
                FrozenInputs.ofJson(freezes.inputs(connection, found.get().id()));
        return Optional.of(new Inputs(inputs.counts(), inputs.exclusions()));
    }

    public Optional<Frozen> find(Connection connection, String agreement, String period) throws SQLException {
        Optional<StoredFreeze> found = freezes.find(connection, agreement, period);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        StoredFreeze freeze = found.get();
        FrozenInputs inputs = FrozenInputs.ofJson(freezes.inputs(connection, freeze.id()));
        return Optional.of(new Frozen(
                freeze.id(), inputs.asPeriod(), EvaluationDocument.read(freeze.evaluation()), freeze.snapshot()));
    }
}
