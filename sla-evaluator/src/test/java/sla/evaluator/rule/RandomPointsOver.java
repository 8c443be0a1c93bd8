package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;

/**
 * Points over a year with a free allowance, paid at its end or as they grow, and over the last months: drawn from a seed,
 * beside what they are worth, added up anew from all values. They pay bonus, so that the malus of other rules stays.
 *
 * @param free points of the span that are worth nothing; each further one is worth 3
 */
record RandomPointsOver(int free, int startMonth, int last) {
    static RandomPointsOver next(Random random) {
        return new RandomPointsOver(1 + random.nextInt(12), 1 + random.nextInt(12), 1 + random.nextInt(15));
    }

    String rules() {
        String span = "every: year, startMonth: " + startMonth;
        return """
                  - {id: delay, shape: points, kpi: asa, tiers: [{above: 30, atMost: 45, points: 1}, {above: 45, points: 3}], otherwise: 0}
                  - {id: grown, shape: bands, total: [delay], over: {SPAN, pays: as-it-grows}, bands: BANDS}
                  - {id: ended, shape: bands, total: [delay], over: {SPAN}, bands: BANDS}
                  - {id: rolling, shape: bands, total: [delay], over: {last: LAST}, bands: BANDS}
                """.replace("SPAN", span)
                .replace("LAST", String.valueOf(last))
                .replace("BANDS", "[{upTo: " + free + ", amount: 0}, {amount: 3}]");
    }

    void check(List<Integer> waits, List<Evaluation> chain) {
        for (int month = 0; month < chain.size(); month++) {
            String story = "month %d of %s, %s".formatted(month, waits, this);
            int first = month;
            while (first > 0 && year(first - 1) == year(month)) {
                first--;
            }
            int total = sum(waits, first, month);
            amount(chain.get(month), "grown", story, Optional.of(worth(total) - worth(sum(waits, first, month - 1))));
            boolean ends = year(month + 1) != year(month);
            amount(chain.get(month), "ended", story, ends ? Optional.of(worth(total)) : Optional.empty());
            int rolling = sum(waits, Math.max(0, month - last + 1), month);
            amount(chain.get(month), "rolling", story, Optional.of(worth(rolling)));
        }
    }

    private int year(int month) {
        return Math.floorDiv(month - startMonth + 1, 12);
    }

    private int worth(int points) {
        return points <= free ? 0 : 3 * (points - free);
    }

    private static int sum(List<Integer> waits, int from, int to) {
        int sum = 0;
        for (int month = from; month <= to; month++) {
            Integer wait = waits.get(month);
            sum += wait == null || wait <= 30 ? 0 : wait <= 45 ? 1 : 3;
        }
        return sum;
    }

    private static void amount(Evaluation evaluation, String rule, String story, Optional<Integer> expected) {
        assertThat(evaluation.lines().stream()
                        .filter(line -> line.rule().equals(rule))
                        .map(Line::amount)
                        .map(amount -> amount.amount().stripTrailingZeros())
                        .findFirst())
                .as(rule + " in " + story)
                .isEqualTo(expected.map(BigDecimal::valueOf).map(BigDecimal::stripTrailingZeros));
    }
}
