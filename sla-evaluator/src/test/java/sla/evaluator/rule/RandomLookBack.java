package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;

/**
 * Rules that count periods and gates that look back, drawn from a seed, beside what a month is worth by them: worked out
 * anew from all values before it, month by month. They pay bonus, so that they do not move the malus of the others.
 *
 * @param missed whether months off target (above 30 s) are counted, or those of at most {@code bound} seconds
 * @param back 0 for a row, -1 for the calendar year, else so many months
 */
record RandomLookBack(boolean missed, int bound, int back, int startMonth, int least) {
    static RandomLookBack next(Random random) {
        int back = random.nextInt(3) - 1;
        return new RandomLookBack(
                random.nextBoolean(),
                25 + random.nextInt(20),
                back == 1 ? 2 + random.nextInt(35) : back,
                1 + random.nextInt(12),
                1 + random.nextInt(6));
    }

    /** The KPI is {@code asa} with the target {@code atMost: 30}. */
    String rules() {
        return """
                  - {id: ladder, shape: linear, periods: PERIODS, above: {edge: 0, amount: 7}}
                  - {id: gated, shape: tiers, kpi: asa, tiers: [{above: 0, amount: 50}], otherwise: 0,
                     when: {not: {periods: PERIODS, atLeast: LEAST}}}
                """.replace("PERIODS", periods()).replace("LEAST", String.valueOf(least));
    }

    String alerts() {
        return "alerts: [{id: right, title: Right, when: {periods: PERIODS, atLeast: LEAST}}]"
                .replace("PERIODS", periods())
                .replace("LEAST", String.valueOf(least));
    }

    private String periods() {
        return "{kpi: asa, %s, %s}"
                .formatted(
                        missed ? "target: missed" : "atMost: " + bound,
                        back == 0
                                ? "inARow: true"
                                : back < 0 ? "every: year, startMonth: " + startMonth : "last: " + back);
    }

    void check(List<Integer> waits, List<Evaluation> chain) {
        for (int month = 0; month < chain.size(); month++) {
            int count = count(waits, month);
            String story = "month %d of %s, %s".formatted(month, waits, this);
            Line ladder = line(chain.get(month), "ladder");
            assertThat(ladder.amount().amount()).as(story).isEqualByComparingTo(BigDecimal.valueOf(7L * count));
            assertThat(ladder.counted()).as(story).isNotNull();
            assertThat(ladder.counted().number()).as(story).isEqualTo(count);
            assertThat(chain.get(month).alerts())
                    .as(story)
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.raised()).isEqualTo(count >= least))
                    .satisfies(alert ->
                            assertThat(SentenceAlone.raised(alert.sentence())).isEqualTo(count >= least));
            Line gated = line(chain.get(month), "gated");
            boolean open = count < least;
            assertThat(gated.gate().answer()).as(story).isEqualTo(open ? Gate.Answer.YES : Gate.Answer.NO);
            assertThat(gated.amount().amount())
                    .as(story)
                    .isEqualByComparingTo(waits.get(month) != null && open ? "50" : "0");
        }
    }

    private int count(List<Integer> waits, int month) {
        List<Integer> counted = new ArrayList<>();
        for (int each = 0; each <= month; each++) {
            boolean within = back > 0
                    ? month - each < back
                    : back == 0
                            || Math.floorDiv(each - startMonth + 1, 12) == Math.floorDiv(month - startMonth + 1, 12);
            if (holds(waits.get(each)) && within) {
                counted.add(each);
            } else if (back == 0) {
                counted.clear();
            }
        }
        return counted.size();
    }

    private boolean holds(Integer wait) {
        return wait != null && (missed ? wait > 30 : wait <= bound);
    }

    private static Line line(Evaluation evaluation, String rule) {
        return evaluation.lines().stream()
                .filter(line -> line.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }
}
