package sla.evaluator.metric;

import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.Unit;

/** Evaluations without a critical error of the class / evaluations. Two errors of it in one contact are one. */
final class CriticalErrorAccuracyFormula {
    private CriticalErrorAccuracyFormula() {}

    static MetricResult measure(CriticalErrorAccuracy metric, Counts counts) {
        Counts.JudgedEvaluations judged = counts.judged(metric);
        Sum evaluations = Sum.of("evaluations", judged.evaluations());
        return new Fraction(
                        evaluations.minus(name(metric.errors()), judged.withError()),
                        evaluations,
                        Unit.PERCENT,
                        EvaluationWords.chosen(metric),
                        "no evaluations")
                .result();
    }

    private static String name(CriticalErrorAccuracy.ErrorClass errors) {
        return switch (errors) {
            case CUSTOMER_CRITICAL -> "withCustomerCriticalError";
            case BUSINESS_CRITICAL -> "withBusinessCriticalError";
            case COMPLIANCE_CRITICAL -> "withComplianceCriticalError";
        };
    }
}
