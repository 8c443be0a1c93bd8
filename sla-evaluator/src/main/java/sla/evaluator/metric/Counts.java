package sla.evaluator.metric;

import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/** The counts and sums from which every metric is made. */
public interface Counts {
    long contacts(Outcome outcome);

    /** Sum of waits, milliseconds; only of outcomes that were offered. */
    long waitMillis(Outcome outcome);

    /** Contacts of that outcome whose wait is within the bound. */
    long contactsWithin(Outcome outcome, WaitBound bound);

    HandledContacts handled(Set<AverageHandleTime.Part> parts);

    ScoredEvaluations scored(QualityScore metric);
}
