package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** Waits / contacts (domain: average speed of answer; over received instead of answered). */
final class AverageSpeedOfAnswerFormula {
    private AverageSpeedOfAnswerFormula() {}

    static MetricResult measure(AverageSpeedOfAnswer metric, Counts counts) {
        return new Fraction(
                        waits(metric.waits(), counts),
                        Base.of(metric.over(), counts),
                        Unit.SECONDS,
                        "",
                        Base.none(metric.over()))
                .result();
    }

    private static Sum waits(Population of, Counts counts) {
        return switch (of) {
            case ANSWERED -> Sum.of("waitAnsweredMillis", counts.waitMillis(Outcome.ANSWERED));
            case OFFERED -> Sum.of("waitOfferedMillis", Offered.sum(counts::waitMillis));
        };
    }

    static Optional<Why> why(AverageSpeedOfAnswer metric, OneRecord.Contact contact) {
        return Base.why(metric.over(), contact)
                .or(() -> metric.waits() == Population.ANSWERED && !contact.is(Outcome.ANSWERED)
                        ? Optional.of(new Why(
                                Why.Reason.OUTCOME, contact.was() + "; only the waits of answered contacts add up."))
                        : Optional.empty());
    }
}
