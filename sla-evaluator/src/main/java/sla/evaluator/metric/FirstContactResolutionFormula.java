package sla.evaluator.metric;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstContactResolution.Repeats;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.SurveyAnswer;

/** Resolved / known: of whom nobody knows is in neither. */
final class FirstContactResolutionFormula {
    private static final Why NOT_RESOLVED = new Why(Why.Reason.NOT_RESOLVED, "It was not resolved.");
    private static final Why CUSTOMER_UNKNOWN =
            new Why(Why.Reason.CUSTOMER_UNKNOWN, "Its record does not say which customer it was.");

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

    static Optional<Why> why(SurveyAnswer answer) {
        return Optional.of(
                answer.resolved() == null
                        ? new Why(Why.Reason.RESOLUTION_UNKNOWN, "The customer did not say whether it was resolved.")
                        : NOT_RESOLVED);
    }

    static Optional<Why> why(FirstContactResolution metric, OneRecord.Contact contact) {
        return Base.why(Population.ANSWERED, contact)
                .or(() -> Optional.of(
                        switch (metric.by()) {
                            case SURVEY -> throw new IllegalArgumentException("a contact is no answer");
                            case AGENT ->
                                contact.counts().tallied(Tallied.RESOLVED_OR_NOT) == 0
                                        ? new Why(
                                                Why.Reason.RESOLUTION_UNKNOWN,
                                                "Its record does not say whether it was resolved.")
                                        : NOT_RESOLVED;
                            case NO_REPEAT ->
                                contact.counts().tallied(Tallied.WITH_CUSTOMER) == 0
                                        ? CUSTOMER_UNKNOWN
                                        : new Why(
                                                Why.Reason.CAME_BACK,
                                                "The customer came back within " + metric.days() + " × 24 h, "
                                                        + where(metric.repeats()) + ".");
                        }));
    }
}
