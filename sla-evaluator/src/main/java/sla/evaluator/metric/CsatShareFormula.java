package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.CsatShare;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.SurveyAnswer;

/** Answers of at least so many points / answers, on one scale: the top two boxes of 5 are 4 and 5. */
final class CsatShareFormula {
    private CsatShareFormula() {}

    static MetricResult measure(CsatShare metric, Counts counts) {
        return new Fraction(
                        Sum.of("satisfied", counts.csatAtLeast(metric.scale(), metric.satisfiedFrom())),
                        Sum.of("csatAnswers", counts.csat(metric.scale()).answers()),
                        Unit.PERCENT,
                        "scale: 1 to " + metric.scale() + "; satisfied: at least " + metric.satisfiedFrom(),
                        "nobody answered on this scale")
                .result();
    }

    static Optional<Why> why(CsatShare metric, SurveyAnswer answer) {
        return CsatMeanFormula.notAnswered(metric.scale(), answer)
                .or(() -> Optional.of(new Why(
                        Why.Reason.ANSWER,
                        "The answer is " + answer.csat() + "; satisfied is at least " + metric.satisfiedFrom() + ".")));
    }
}
