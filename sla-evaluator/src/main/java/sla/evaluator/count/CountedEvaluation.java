package sla.evaluator.count;

import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.EvaluationMetric;
import sla.model.event.QualityEvaluation;

/**
 * What counting needs of a quality evaluation that counts.
 *
 * @param instrument name of the instrument, empty if unknown
 * @param scoreThousandths the score in thousandths of a point
 * @param customerCritical 1 if it found a customer-critical error, else 0; likewise the other two
 */
public record CountedEvaluation(
        long judgedAt,
        String form,
        String instrument,
        long scoreThousandths,
        int customerCritical,
        int businessCritical,
        int complianceCritical)
        implements CountedJudgement {

    /** Whether it was made on one of the metric's forms, by one of its instruments. */
    public boolean isChosen(EvaluationMetric metric) {
        return isChosen(metric, form, instrument);
    }

    static boolean isChosen(EvaluationMetric metric, String form, String instrument) {
        boolean ofForm = metric.forms().isEmpty() || metric.forms().contains(form);
        boolean byInstrument = metric.instruments().isEmpty()
                || metric.instruments().stream()
                        .map(QualityEvaluation.Instrument::name)
                        .anyMatch(instrument::equals);
        return ofForm && byInstrument;
    }

    public boolean found(ErrorClass errors) {
        return switch (errors) {
                    case CUSTOMER_CRITICAL -> customerCritical;
                    case BUSINESS_CRITICAL -> businessCritical;
                    case COMPLIANCE_CRITICAL -> complianceCritical;
                }
                > 0;
    }
}
