package sla.evaluator.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sla.model.agreement.Bases;
import sla.model.agreement.Over;
import sla.model.agreement.Rule;
import sla.model.evaluation.Line;
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
    static PointsOver of(Rule rule, Over over, Past past, List<Line> points) {
        Predicate<Period> counting = past.counting(over.lookback());
        Ratio before = PointsOfPeriods.of(past, rule.total(), counting, List.of()).values().stream()
                .map(each -> each.weighted(past))
                .reduce(Ratio.ZERO, Ratio::plus);
        Instant begins = past.wholePeriods().begin();
        Map<Instant, PointsOfPeriods> all = PointsOfPeriods.of(past, rule.total(), counting, points);
        PointsOfPeriods now = all.remove(begins);
        List<Ratio> earlier =
                all.values().stream().map(each -> each.weighted(past)).toList();
        Ratio own = now == null ? Ratio.ZERO : now.weighted(past);
        List<String> terms = new ArrayList<>();
        earlier.stream().filter(each -> each.signum() != 0).forEach(each -> terms.add(each.plain()));
        terms.add(own.plain());
        LocalDate since = past.since(over.lookback());
        return new PointsOver(
                new PointsTotal(
                        earlier.stream().reduce(own, Ratio::plus),
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
