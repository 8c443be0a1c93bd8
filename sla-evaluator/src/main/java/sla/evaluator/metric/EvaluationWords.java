package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.StringJoiner;
import sla.model.agreement.EvaluationMetric;

/** Which evaluations count, in words. */
final class EvaluationWords {
    private EvaluationWords() {}

    /** {@code forms: service; instruments: mystery call}; empty if all count. */
    static String chosen(EvaluationMetric metric) {
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
        return options.toString();
    }
}
