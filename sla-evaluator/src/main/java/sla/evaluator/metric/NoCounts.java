package sla.evaluator.metric;

import java.util.Set;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/** Of nothing: a formula applied to it says its words. */
public enum NoCounts implements Counts {
    NONE;

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
    public long transferred() {
        return 0;
    }

    @Override
    public long handedBack() {
        return 0;
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        return new ScoredEvaluations(0, 0);
    }

    @Override
    public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
        return new JudgedEvaluations(0, 0);
    }

    @Override
    public CsatAnswers csat(int scale) {
        return new CsatAnswers(0, 0);
    }

    @Override
    public long csatAtLeast(int scale, int points) {
        return 0;
    }

    @Override
    public NpsAnswers nps() {
        return new NpsAnswers(0, 0, 0);
    }

    @Override
    public ResolvedAnswers resolved() {
        return new ResolvedAnswers(0, 0);
    }

    @Override
    public long tallied(Tallied what) {
        return 0;
    }
}
