package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import sla.model.event.EventType;
import sla.model.event.QualityEvaluation;

/**
 * Mean of the scores of the evaluations that count, in points from 0 to 100.
 *
 * @param forms only evaluations on these forms; empty means all
 * @param instruments only evaluations by these instruments; empty means all
 * @param fatal classes of critical error that make the whole score 0; empty means that the score stands as it was given
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityScore(
        Set<String> forms, Set<QualityEvaluation.Instrument> instruments, Set<CriticalErrorAccuracy.ErrorClass> fatal)
        implements Metric, EvaluationMetric {
    public QualityScore {
        forms = EvaluationMetric.forms(forms);
        instruments = EvaluationMetric.instruments(instruments);
        fatal = EvaluationMetric.fatal(fatal);
    }

    /** One whose scores stand as they were given. */
    public QualityScore(Set<String> forms, Set<QualityEvaluation.Instrument> instruments) {
        this(forms, instruments, Set.of());
    }

    @Override
    public Unit unit() {
        return Unit.POINTS;
    }

    @Override
    public EventType measuredFrom() {
        return EventType.QUALITY_EVALUATION;
    }

    @Override
    public boolean looksAtRecords() {
        return !fatal.isEmpty();
    }
}
