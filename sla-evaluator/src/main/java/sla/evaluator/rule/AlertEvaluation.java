package sla.evaluator.rule;

import java.util.List;
import sla.model.agreement.Agreement;
import sla.model.agreement.Alert;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.Gate;

/** Whether the rights that the contract gives are there, once the lines of the period are known. */
final class AlertEvaluation {
    private AlertEvaluation() {}

    /** In the order of the agreement. */
    static List<AlertResult> of(Agreement agreement, MeasuredKpis kpis, HistoryAnswers history) {
        return agreement.alerts().stream()
                .map(alert -> of(alert, kpis, history))
                .toList();
    }

    private static AlertResult of(Alert alert, MeasuredKpis kpis, HistoryAnswers history) {
        Gate gate = GateEvaluation.of(alert.when(), kpis, kpis.ofPeriod(), history);
        return new AlertResult(
                alert.id(),
                alert.title(),
                alert.clause(),
                gate.answer() == Gate.Answer.YES,
                gate,
                Sentence.ofAlert(alert.title(), gate));
    }
}
