package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import sla.model.event.QualityEvaluation;

/**
 * Mean of the scores of the evaluations that count, in points from 0 to 100.
 *
 * @param forms only evaluations on these forms; empty means all
 * @param instruments only evaluations by these instruments; empty means all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityScore(Set<String> forms, Set<QualityEvaluation.Instrument> instruments)
        implements Metric, EvaluationMetric {
    public QualityScore {
        forms = EvaluationMetric.forms(forms);
        instruments = EvaluationMetric.instruments(instruments);
    }

    @Override
    public Unit unit() {
        return Unit.POINTS;
    }
}
