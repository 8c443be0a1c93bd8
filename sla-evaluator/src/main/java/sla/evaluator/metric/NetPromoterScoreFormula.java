package sla.evaluator.metric;

import sla.model.agreement.Unit;

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
}
