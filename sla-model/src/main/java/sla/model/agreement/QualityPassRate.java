package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.event.QualityEvaluation;

/**
 * The share of evaluations that passed: whose score is the pass mark or more.
 *
 * @param passMark the least score that passes, 0 to 100
 * @param forms only evaluations on these forms; empty means all
 * @param instruments only evaluations by these instruments; empty means all
 * @param fatal classes of critical error that make the whole score 0; empty means that the score stands as it was given
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityPassRate(
        @JsonProperty(required = true) BigDecimal passMark,
        Set<String> forms,
        Set<QualityEvaluation.Instrument> instruments,
        Set<CriticalErrorAccuracy.ErrorClass> fatal)
        implements Metric, EvaluationMetric {
    public QualityPassRate {
        forms = EvaluationMetric.forms(forms);
        instruments = EvaluationMetric.instruments(instruments);
        fatal = EvaluationMetric.fatal(fatal);
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.QUALITY_EVALUATION;
    }

    @Override
    public boolean looksAtRecords() {
        return true;
    }
}
