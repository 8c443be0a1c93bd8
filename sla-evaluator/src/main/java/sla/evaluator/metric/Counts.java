package sla.evaluator.metric;

import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.CriticalErrorAccuracy;
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

    /** Contacts that were transferred, whatever their outcome. */
    long transferred();

    /** Contacts that were handed back to the buyer, whatever their outcome. */
    long handedBack();

    /** The evaluations that count by the metric's forms and instruments; withdrawn ones never do. */
    ScoredEvaluations scored(QualityScore metric);

    /** The same, by whether they found a critical error of the metric's class. */
    JudgedEvaluations judged(CriticalErrorAccuracy metric);

    /** The answers on satisfaction on that scale. */
    CsatAnswers csat(int scale);

    /** Those of at least so many points. */
    long csatAtLeast(int scale, int points);

    /** The answers on whether the customer would recommend. */
    NpsAnswers nps();

    /** The answers on whether the matter was resolved. */
    ResolvedAnswers resolved();

    /** For metrics that look at records one by one; counts over many of them cannot tell. */
    long tallied(Tallied what);

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

    /**
     * @param withError those with at least one critical error of the class
     */
    record JudgedEvaluations(long evaluations, long withError) {}

    /**
     * @param points their sum
     */
    record CsatAnswers(long answers, long points) {}

    /**
     * @param promoters who answered 9 or 10
     * @param detractors who answered 0 to 6
     */
    record NpsAnswers(long answers, long promoters, long detractors) {}

    /**
     * @param known who answered yes or no
     * @param resolved who answered yes
     */
    record ResolvedAnswers(long known, long resolved) {}
}
