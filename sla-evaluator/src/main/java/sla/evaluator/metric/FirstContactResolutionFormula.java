package sla.evaluator.metric;

import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.Unit;

/** Resolved / known: who was asked and did not say is in neither. */
final class FirstContactResolutionFormula {
    private FirstContactResolutionFormula() {}

    static MetricResult measure(FirstContactResolution metric, Counts counts) {
        return switch (metric.by()) {
            case SURVEY -> {
                Counts.ResolvedAnswers answers = counts.resolved();
                yield new Fraction(
                                Sum.of("resolved", answers.resolved()),
                                Sum.of("resolvedOrNot", answers.known()),
                                Unit.PERCENT,
                                "by survey",
                                "nobody answered whether it was resolved")
                        .result();
            }
        };
    }
}
