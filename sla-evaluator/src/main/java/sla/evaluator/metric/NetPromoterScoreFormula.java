package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.SurveyAnswer;

/** (Promoters − detractors) / answers: 9 and 10 promote, 0 to 6 detract (Reichheld 2003). */
final class NetPromoterScoreFormula {
    private NetPromoterScoreFormula() {}

    static MetricResult measure(Counts counts) {
        Counts.NpsAnswers answers = counts.nps();
        return new Fraction(
                        Sum.of("promoters", answers.promoters()).minus("detractors", answers.detractors()),
                        Sum.of("npsAnswers", answers.answers()),
                        Unit.NET_POINTS,
                        "promoters: 9 and 10; detractors: 0 to 6",
                        "nobody answered")
                .result();
    }

    static Optional<Why> why(SurveyAnswer answer) {
        return Optional.of(
                answer.nps() == null
                        ? new Why(Why.Reason.NO_ANSWER, "The customer did not say whether they would recommend.")
                        : new Why(
                                Why.Reason.ANSWER,
                                "The answer is " + answer.nps() + ", neither a promoter nor a detractor."));
    }
}
