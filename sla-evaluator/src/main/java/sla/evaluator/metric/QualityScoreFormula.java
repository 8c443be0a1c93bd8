package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.StringJoiner;
import sla.model.agreement.QualityScore;
import sla.model.agreement.Unit;

/** Sum of scores / evaluations: the mean over all evaluations that count, never a mean of means. */
final class QualityScoreFormula {
    private QualityScoreFormula() {}

    static MetricResult measure(QualityScore metric, Counts counts) {
        Counts.ScoredEvaluations scored = counts.scored(metric);
        StringJoiner options = new StringJoiner("; ");
        if (!metric.forms().isEmpty()) {
            options.add("forms: " + String.join(", ", metric.forms()));
        }
        if (!metric.instruments().isEmpty()) {
            options.add("instruments: "
                    + metric.instruments().stream()
                            .map(instrument ->
                                    instrument.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                            .collect(joining(", ")));
        }
        return new Fraction(
                        Sum.of("scoreThousandths", scored.thousandths()),
                        Sum.of("evaluations", scored.evaluations()),
                        Unit.POINTS,
                        options.toString(),
                        "no evaluations")
                .result();
    }
}
