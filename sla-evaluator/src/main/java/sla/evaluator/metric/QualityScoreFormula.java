package sla.evaluator.metric;

import sla.model.agreement.QualityScore;
import sla.model.agreement.Unit;

/** Sum of scores / evaluations: the mean over all evaluations that count, never a mean of means. */
final class QualityScoreFormula {
    private QualityScoreFormula() {}

    static MetricResult measure(QualityScore metric, Counts counts) {
        Counts.ScoredEvaluations scored = counts.scored(metric);
        return new Fraction(
                        Sum.of("scoreThousandths", scored.thousandths()),
                        Sum.of("evaluations", scored.evaluations()),
                        Unit.POINTS,
                        EvaluationWords.chosen(metric),
                        "no evaluations")
                .result();
    }
}
