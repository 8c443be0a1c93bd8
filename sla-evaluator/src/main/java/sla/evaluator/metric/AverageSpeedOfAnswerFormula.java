package sla.evaluator.metric;

import sla.model.agreement.Unit;
import sla.model.event.Outcome;

/** Wait of answered / answered: the usual definition (domain: average speed of answer). Ring time is part of the wait. */
final class AverageSpeedOfAnswerFormula {
    private AverageSpeedOfAnswerFormula() {}

    static MetricResult measure(Counts counts) {
        return new Fraction(
                        Sum.of("waitAnsweredMillis", counts.waitMillis(Outcome.ANSWERED)),
                        Sum.of("answered", counts.contacts(Outcome.ANSWERED)),
                        Unit.SECONDS,
                        "",
                        "no contacts were answered")
                .result();
    }
}
