package sla.evaluator.metric;

import sla.model.agreement.QualityScore;
import sla.model.agreement.Unit;

/** Sum of scores / evaluations: the mean over all evaluations that count, never a mean of means. */
final class QualityScoreFormula {
    private QualityScoreFormula() {}

    static MetricResult measure(QualityScore metric, Counts counts) {
        Counts.ScoredEvaluations scored = metric.looksAtRecords()
                ? new Counts.ScoredEvaluations(counts.tallied(Tallied.EVALUATIONS), counts.tallied(Tallied.SCORE))
                : counts.scored(metric);
        return new Fraction(
                        Sum.of(Tallied.SCORE, scored.thousandths()),
                        Sum.of(Tallied.EVALUATIONS, scored.evaluations()),
                        Unit.POINTS,
                        EvaluationWords.chosen(metric, metric.fatal()),
                        "no evaluations")
                .result();
    }
}
