package sla.evaluator.contribution;

import java.util.List;
import sla.model.agreement.Agreement;
import sla.model.agreement.Corridor;
import sla.model.evaluation.Evaluation;
import sla.model.time.Span;

/** The days and intervals of which nothing counts for a KPI, as an evaluation says. */
public final class LeftOut {
    private LeftOut() {}

    /** @param agreement the version of the evaluation */
    public static List<Span> of(Agreement agreement, Evaluation evaluation, String kpi) {
        return Corridor.relieving(agreement, kpi)
                .filter(corridor -> corridor.surplus() == Corridor.Surplus.WHOLE)
                .map(corridor -> above(evaluation, corridor))
                .orElse(List.of());
    }

    /** In which more came than the corridor takes. */
    public static List<Span> above(Evaluation evaluation, Corridor corridor) {
        return evaluation.reliefs().stream()
                .filter(relief -> relief.id().equals(corridor.id()) && relief.exclusion() == null)
                .flatMap(relief -> relief.spans().stream())
                .map(span -> new Span(span.startInclusive(), span.endExclusive()))
                .toList();
    }
}
