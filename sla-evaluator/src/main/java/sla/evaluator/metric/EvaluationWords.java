package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.EvaluationMetric;

/** Which evaluations count, in words. */
final class EvaluationWords {
    private EvaluationWords() {}

    /** {@code forms: service; instruments: mystery call}; empty if all count. */
    static String chosen(EvaluationMetric metric) {
        return chosen(metric, Set.of());
    }

    /** The same, and which errors make a score 0. */
    static String chosen(EvaluationMetric metric, Set<ErrorClass> fatal) {
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
        if (!fatal.isEmpty()) {
            options.add("a score is 0 with an error that is "
                    + fatal.stream()
                            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(joining(" or ")));
        }
        return options.toString();
    }
}
