package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.event.QualityEvaluation;

/**
 * The share of evaluations that found no critical error of a class, whatever the score.
 *
 * @param errors the class
 * @param forms only evaluations on these forms; empty means all
 * @param instruments only evaluations by these instruments; empty means all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CriticalErrorAccuracy(
        @JsonProperty(required = true) ErrorClass errors,
        Set<String> forms,
        Set<QualityEvaluation.Instrument> instruments)
        implements Metric, EvaluationMetric {

    public CriticalErrorAccuracy {
        forms = EvaluationMetric.forms(forms);
        instruments = EvaluationMetric.instruments(instruments);
    }

    /** Whom an error hurts. */
    public enum ErrorClass {
        @JsonProperty("customer-critical")
        CUSTOMER_CRITICAL,
        @JsonProperty("business-critical")
        BUSINESS_CRITICAL,
        @JsonProperty("compliance-critical")
        COMPLIANCE_CRITICAL
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.QUALITY_EVALUATION;
    }
}
