package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.QualityEvaluation;

/** Evaluations that passed / evaluations. */
final class QualityPassRateFormula {
    private QualityPassRateFormula() {}

    static MetricResult measure(QualityPassRate metric, Counts counts) {
        String chosen = EvaluationWords.chosen(metric, metric.fatal());
        return new Fraction(
                        Sum.of(counts, Tallied.PASSED),
                        Sum.of(counts, Tallied.EVALUATIONS),
                        Unit.PERCENT,
                        "passed: a score of at least " + metric.passMark().toPlainString()
                                + (chosen.isEmpty() ? "" : "; " + chosen),
                        "no evaluations")
                .result();
    }

    static Optional<Why> why(QualityPassRate metric, QualityEvaluation evaluation) {
        return EvaluationWords.fatal(metric.fatal(), evaluation)
                .or(() -> Optional.of(new Why(
                        Why.Reason.BELOW_PASS_MARK,
                        "Its score " + evaluation.score().toPlainString() + " is below the pass mark "
                                + metric.passMark().toPlainString() + ".")));
    }
}
