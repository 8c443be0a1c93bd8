package sla.evaluator.metric;

import sla.model.agreement.QualityPassRate;
import sla.model.agreement.Unit;

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
}
