package sla.evaluator.count;

/** What counting needs of a record that judges an interaction, or a contact of the judge's own making. */
public sealed interface CountedJudgement permits CountedEvaluation, CountedSurvey {
    /** When it was judged, milliseconds since 1970. */
    long judgedAt();
}
