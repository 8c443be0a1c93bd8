package sla.evaluator.metric;

import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;

/** The counts of one quality evaluation: it is no contact, and counts in quality scores only. */
public record SingleEvaluation(QualityEvaluation evaluation) implements Counts {

    @Override
    public long contacts(Outcome outcome) {
        return 0;
    }

    @Override
    public long waitMillis(Outcome outcome) {
        return 0;
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        return 0;
    }

    @Override
    public HandledContacts handled(Set<AverageHandleTime.Part> parts) {
        return new HandledContacts(0, 0, 0);
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        return counts(metric)
                ? new ScoredEvaluations(1, evaluation.score().movePointRight(3).longValueExact())
                : new ScoredEvaluations(0, 0);
    }

    /** An evaluation without an instrument is in no score that lists instruments. */
    private boolean counts(QualityScore metric) {
        boolean valid = switch (evaluation.status()) {
            case RELEASED, RE_SCORED -> true;
            case WITHDRAWN -> false;
        };
        return valid
                && (metric.forms().isEmpty() || metric.forms().contains(evaluation.form()))
                && (metric.instruments().isEmpty()
                        || (evaluation.instrument() != null
                                && metric.instruments().contains(evaluation.instrument())));
    }
}
