package sla.evaluator.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Over;
import sla.model.agreement.Rule;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * Points of several periods, paid on together. 40 of a year are free, each further one costs 3.00: 30, 25 and 10 points
 * cost nothing, 15 × 3.00 and 10 × 3.00.
 *
 * @param total of all periods up to this one
 * @param before of the earlier ones
 */
record PointsOver(PointsTotal total, Ratio before, Over over) {

    /** @param points lines of the period that give points */
    static PointsOver of(Agreement agreement, Rule rule, Over over, Past past, List<Line> points) {
        Predicate<Period> counting = past.counting(over.lookback());
        Map<Instant, Ratio> earlier = new TreeMap<>();
        for (PastPeriod each : past.periods()) {
            if (!counting.test(each.period())) {
                continue;
            }
            Instant begins = past.wholePeriods().of(each.period()).startInclusive();
            for (PastPeriod.PastLine line : each.lines()) {
                if (line.points() != null && rule.total().contains(line.rule())) {
                    Ratio own = PointsTotal.weighted(agreement, line.rule(), line.points());
                    earlier.merge(begins, own, Ratio::plus);
                }
            }
        }
        Ratio before = earlier.values().stream().reduce(Ratio.ZERO, Ratio::plus);
        PointsTotal own = PointsTotal.of(agreement, rule, points);
        List<String> terms = new ArrayList<>();
        earlier.values().stream().filter(each -> each.signum() != 0).forEach(each -> terms.add(each.plain()));
        terms.add(own.value().plain());
        LocalDate since = past.since(over.lookback());
        return new PointsOver(
                new PointsTotal(
                        before.plus(own.value()),
                        rule.total(),
                        String.join(" + ", terms),
                        ' ' + over.lookback().words(since)),
                before,
                over);
    }

    /** What the points cost or earn, less what they did before if each period pays what it adds. */
    RuleOutcome outcome(Rule rule, Bases bases) {
        RuleOutcome all = RuleEvaluation.of(rule, total.kpiValue(), bases);
        if (!over.grows()) {
            return all;
        }
        Ratio known = RuleEvaluation.of(rule, total.withValue(before).kpiValue(), bases)
                .amount();
        Ratio added = all.amount().minus(known);
        return new RuleOutcome(
                added,
                all.step(),
                all.computation() + ". Before it " + before.plain() + " points came to " + Amounts.decimal(known)
                        + ", so it adds " + Amounts.decimal(all.amount()) + " − " + Amounts.decimal(known) + ' '
                        + Amounts.equalTo(added));
    }
}
