package sla.evaluator.count;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import sla.evaluator.metric.Counts.CsatAnswers;
import sla.evaluator.metric.Counts.NpsAnswers;
import sla.evaluator.metric.Counts.ResolvedAnswers;

/** How many survey answers said what. */
final class SurveyCounts {
    private static final int LEAST_PROMOTER = 9;
    private static final int LAST_DETRACTOR = 6;

    private final Map<Answer, Long> answers = new HashMap<>();

    /** What an answer said; see {@link CountedSurvey}. */
    record Answer(int csat, int csatScale, int nps, int resolved) {
        static Answer of(CountDeltas.SurveyKey key) {
            return new Answer(key.csat(), key.csatScale(), key.nps(), key.resolved());
        }
    }

    void add(Answer answer, long count) {
        answers.merge(answer, count, Long::sum);
    }

    void add(SurveyCounts others) {
        others.answers.forEach(this::add);
    }

    CsatAnswers csat(int scale) {
        return new CsatAnswers(
                count(answer -> answer.csatScale() == scale),
                answers.entrySet().stream()
                        .filter(entry -> entry.getKey().csatScale() == scale)
                        .mapToLong(entry -> entry.getKey().csat() * entry.getValue())
                        .sum());
    }

    long csatAtLeast(int scale, int points) {
        return count(answer -> answer.csatScale() == scale && answer.csat() >= points);
    }

    NpsAnswers nps() {
        return new NpsAnswers(
                count(answer -> answer.nps() != CountedSurvey.UNANSWERED),
                count(answer -> answer.nps() >= LEAST_PROMOTER),
                count(answer -> answer.nps() != CountedSurvey.UNANSWERED && answer.nps() <= LAST_DETRACTOR));
    }

    ResolvedAnswers resolved() {
        return new ResolvedAnswers(
                count(answer -> answer.resolved() != CountedSurvey.UNANSWERED),
                count(answer -> answer.resolved() == 1));
    }

    private long count(Predicate<Answer> wanted) {
        return answers.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
