package sla.evaluator.metric;

import org.jspecify.annotations.Nullable;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstContactResolution.Repeats;
import sla.model.agreement.Unit;

/** Resolved / known: of whom nobody knows is in neither. */
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
            case AGENT ->
                new Fraction(
                                Sum.of(counts, Tallied.RESOLVED),
                                Sum.of(counts, Tallied.RESOLVED_OR_NOT),
                                Unit.PERCENT,
                                "by the agents, of answered contacts",
                                "no answered contact says whether it was resolved")
                        .result();
            case NO_REPEAT -> {
                Sum known = Sum.of(counts, Tallied.WITH_CUSTOMER);
                yield new Fraction(
                                known.minus(Tallied.CAME_BACK.label(), counts.tallied(Tallied.CAME_BACK)),
                                known,
                                Unit.PERCENT,
                                "came back: within " + metric.days() + " × 24 h, " + where(metric.repeats()),
                                "no answered contact names its customer")
                        .result();
            }
        };
    }

    private static String where(@Nullable Repeats repeats) {
        return repeats == Repeats.VENDOR ? "anywhere at the vendor" : "in the same lot";
    }
}
