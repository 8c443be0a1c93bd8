package sla.evaluator.count;

/**
 * What counting needs of a survey answer.
 *
 * @param csat satisfaction from 1 to {@code csatScale}; both {@link #UNANSWERED} if not asked or not answered
 * @param nps would recommend, 0 to 10, or {@link #UNANSWERED}
 * @param resolved 1 for yes, 0 for no, or {@link #UNANSWERED}
 */
public record CountedSurvey(long judgedAt, int csat, int csatScale, int nps, int resolved) implements CountedJudgement {
    public static final int UNANSWERED = -1;
}
