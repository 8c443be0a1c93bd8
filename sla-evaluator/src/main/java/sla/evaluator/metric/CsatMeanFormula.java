package sla.evaluator.metric;

import sla.model.agreement.CsatMean;
import sla.model.agreement.Unit;

/** Sum of the points that customers gave / answers, on one scale. */
final class CsatMeanFormula {
    private CsatMeanFormula() {}

    static MetricResult measure(CsatMean metric, Counts counts) {
        Counts.CsatAnswers answers = counts.csat(metric.scale());
        return new Fraction(
                        Sum.of("csatPoints", answers.points()),
                        Sum.of("csatAnswers", answers.answers()),
                        Unit.SCALE_POINTS,
                        "scale: 1 to " + metric.scale(),
                        "nobody answered on this scale")
                .result();
    }
}
