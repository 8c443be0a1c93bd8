package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.CsatMean;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.SurveyAnswer;

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

    /** Why the answer is none on the scale. */
    static Optional<Why> notAnswered(int scale, SurveyAnswer answer) {
        Integer own = answer.csatScale();
        if (answer.csat() == null) {
            return Optional.of(new Why(Why.Reason.NO_ANSWER, "The customer did not say how satisfied they are."));
        }
        return own != null && own == scale
                ? Optional.empty()
                : Optional.of(new Why(
                        Why.Reason.NO_ANSWER,
                        "The answer is " + (own == null ? "without a scale" : "on the scale 1 to " + own)
                                + "; only those on the scale 1 to " + scale + " count."));
    }
}
