package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.Counts.CsatAnswers;
import sla.evaluator.metric.Counts.ScoredEvaluations;
import sla.evaluator.series.Series;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.Outcome;
import sla.model.time.Span;

/** Mornings and evenings of one day; the noon between is closed. */
class CellsOverTimeTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant AFTERNOON = Instant.parse("2026-03-02T13:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-02T18:00:00Z");
    private static final WaitBound WITHIN_20 = new WaitBound(20, Bound.AT_MOST);

    @Test
    void allKindsOfCountsAreAddedUpOverSeveralSpans() {
        CellsOverTime counts = new CellsOverTime(
                List.of(MORNING, NOON, AFTERNOON, EVENING),
                Map.of(0, counts(10_000, 80), 1, counts(1, 1), 2, counts(30_000, 90)));

        Counts open = counts.within(List.of(new Span(MORNING, NOON), new Span(AFTERNOON, EVENING)));

        assertThat(open.contacts(Outcome.ANSWERED)).isEqualTo(2);
        assertThat(open.waitMillis(Outcome.ANSWERED)).isEqualTo(40_000);
        assertThat(open.contactsWithin(Outcome.ANSWERED, WITHIN_20)).isEqualTo(1);
        assertThat(open.scored(new QualityScore(Set.of(), Set.of()))).isEqualTo(new ScoredEvaluations(2, 170_000));
        assertThat(open.csat(5)).isEqualTo(new CsatAnswers(2, 8));
        // What was read stays as it was: another window of the KPI asks for it again.
        assertThat(counts.within(List.of(new Span(MORNING, NOON))).contacts(Outcome.ANSWERED))
                .isEqualTo(1);
    }

    /** Whether the evaluation or the contact comes first. */
    @Test
    void whereNobodyCalledSomebodyMayHaveJudged() {
        CellCounts judged = CellCounts.of(new CountedEvaluation(0, "form", "", 70_000, 0, 0, 0));
        List<Span> both = List.of(new Span(MORNING, NOON), new Span(NOON, AFTERNOON));
        for (Map<Integer, CellCounts> bySpan :
                List.of(Map.of(0, counts(10_000, 80), 1, judged), Map.of(0, judged, 1, counts(10_000, 80)))) {
            Counts open = new CellsOverTime(List.of(MORNING, NOON, AFTERNOON), bySpan).within(both);

            assertThat(open.contactsWithin(Outcome.ANSWERED, WITHIN_20)).isEqualTo(1);
            assertThat(open.scored(new QualityScore(Set.of(), Set.of()))).isEqualTo(new ScoredEvaluations(2, 150_000));
        }
    }

    private static CellCounts counts(long waitMillis, long score) {
        CountedInteraction contact = new CountedInteraction(
                1, Outcome.ANSWERED, 0, waitMillis, waitMillis, waitMillis, 0, 0, 0, false, false);
        CellCounts counts = CellCounts.of(contact, Series.ALL_PARTS, Set.of(WITHIN_20));
        counts.add(CellCounts.of(new CountedEvaluation(0, "form", "", score * 1000, 0, 0, 0)));
        counts.add(CellCounts.of(new CountedSurvey(0, 4, 5, CountedSurvey.UNANSWERED, CountedSurvey.UNANSWERED)));
        return counts;
    }
}
