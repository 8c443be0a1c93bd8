package sla.evaluator.metric;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.EvaluationMetric;
import sla.model.evaluation.Why;
import sla.model.event.QualityEvaluation;

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
                    + metric.instruments().stream().map(EvaluationWords::words).collect(joining(", ")));
        }
        if (!fatal.isEmpty()) {
            options.add("a score is 0 with an error that is "
                    + fatal.stream().map(EvaluationWords::words).collect(joining(" or ")));
        }
        return options.toString();
    }

    /** Why the evaluation is not one of them. */
    static Optional<Why> notChosen(EvaluationMetric metric, QualityEvaluation evaluation) {
        if (!metric.forms().isEmpty() && !metric.forms().contains(evaluation.form())) {
            return Optional.of(new Why(
                    Why.Reason.OTHER_FORM,
                    "It was made on the form '" + evaluation.form() + "'; only these count: "
                            + String.join(", ", metric.forms()) + "."));
        }
        QualityEvaluation.Instrument instrument = evaluation.instrument();
        if (!metric.instruments().isEmpty()
                && (instrument == null || !metric.instruments().contains(instrument))) {
            return Optional.of(new Why(
                    Why.Reason.OTHER_INSTRUMENT,
                    (instrument == null ? "Its instrument is not known" : "It was made by a " + words(instrument))
                            + "; only these count: "
                            + metric.instruments().stream()
                                    .map(EvaluationWords::words)
                                    .collect(joining(", ")) + "."));
        }
        return Optional.empty();
    }

    /** Why its score is 0. */
    static Optional<Why> fatal(Set<ErrorClass> fatal, QualityEvaluation evaluation) {
        return fatal.stream().flatMap(each -> found(each, evaluation).stream()).findFirst();
    }

    /** That an error of the class was found. */
    static Optional<Why> found(ErrorClass errors, QualityEvaluation evaluation) {
        QualityEvaluation.CriticalErrors found = evaluation.criticalErrors();
        Integer number = found == null
                ? null
                : switch (errors) {
                    case CUSTOMER_CRITICAL -> found.customer();
                    case BUSINESS_CRITICAL -> found.business();
                    case COMPLIANCE_CRITICAL -> found.compliance();
                };
        return number != null && number > 0
                ? Optional.of(new Why(Why.Reason.CRITICAL_ERROR, "An error was found that is " + words(errors) + "."))
                : Optional.empty();
    }

    private static String words(ErrorClass errors) {
        return errors.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(QualityEvaluation.Instrument instrument) {
        return instrument.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
