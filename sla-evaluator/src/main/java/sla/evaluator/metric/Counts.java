package sla.evaluator.metric;

import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/** The counts and sums over some contacts, from which every metric is made: over a lot's period, or over one contact. */
public interface Counts {
    long contacts(Outcome outcome);

    /** Sum of the waits in milliseconds; 0 for outcomes that were not {@linkplain Outcome#offered() offered}. */
    long waitMillis(Outcome outcome);

    /** Contacts of that outcome whose wait is within the bound; 0 for outcomes that were not offered. */
    long contactsWithin(Outcome outcome, WaitBound bound);

    /** The answered contacts, by whether all of these parts are known. */
    HandledContacts handled(Set<AverageHandleTime.Part> parts);

    /** The evaluations that count by the metric's forms and instruments; withdrawn ones never do. */
    ScoredEvaluations scored(QualityScore metric);

    /**
     * @param known answered contacts of which all the chosen parts are known
     * @param unknown the other answered contacts
     * @param millis sum of the chosen parts over the known
     */
    record HandledContacts(long known, long unknown, long millis) {}

    /**
     * @param thousandths sum of the scores, in thousandths of a point
     */
    record ScoredEvaluations(long evaluations, long thousandths) {}
}
