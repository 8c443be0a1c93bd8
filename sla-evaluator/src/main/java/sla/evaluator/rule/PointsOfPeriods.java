package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.PointsRule;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * Points of whole periods. Those of days and weeks add up; of a KPI with one value a period, a period that a version cuts in
 * two gives points once: 7 in both parts are 7, as two failures are one.
 *
 * @param byRule of one period
 */
record PointsOfPeriods(String label, Map<String, BigDecimal> byRule) {

    /**
     * By where the whole period begins, oldest first; only of periods with lines of points.
     *
     * @param rules whose points they are
     * @param counting which earlier periods count
     * @param own lines of the period that looks back; none if only the earlier ones count
     */
    static Map<Instant, PointsOfPeriods> of(
            Past past, Collection<String> rules, Predicate<Period> counting, List<Line> own) {
        Map<Instant, PointsOfPeriods> points = new TreeMap<>();
        for (PastPeriod each : past.periods()) {
            if (counting.test(each.period())) {
                Map<String, BigDecimal> of = new LinkedHashMap<>();
                each.lines().forEach(line -> add(of, rules, line.rule(), line.points()));
                merge(points, past, each.period(), of);
            }
        }
        Map<String, BigDecimal> now = new LinkedHashMap<>();
        own.forEach(line -> add(now, rules, line.rule(), line.points()));
        merge(points, past, past.period(), now);
        return points;
    }

    private static void add(
            Map<String, BigDecimal> of, Collection<String> rules, String rule, @Nullable BigDecimal points) {
        if (points != null && rules.contains(rule)) {
            of.merge(rule, points, BigDecimal::add);
        }
    }

    private static void merge(
            Map<Instant, PointsOfPeriods> points, Past past, Period period, Map<String, BigDecimal> of) {
        if (!of.isEmpty()) {
            points.merge(
                    past.wholePeriods().of(period).startInclusive(),
                    new PointsOfPeriods(period.label(), of),
                    (one, other) -> one.and(other, past));
        }
    }

    /** The later part of the same period. */
    private PointsOfPeriods and(PointsOfPeriods part, Past past) {
        Map<String, BigDecimal> both = new LinkedHashMap<>(byRule);
        part.byRule.forEach((rule, points) ->
                both.merge(rule, points, isOncePerPeriod(past, rule) ? BigDecimal::max : BigDecimal::add));
        return new PointsOfPeriods(part.label, both);
    }

    private static boolean isOncePerPeriod(Past past, String rule) {
        return past.agreement().rules().stream()
                .filter(PointsRule.class::isInstance)
                .map(PointsRule.class::cast)
                .filter(points -> points.id().equals(rule))
                .anyMatch(points -> past.agreement().kpi(points.kpi()).oncePerPeriod());
    }

    /** What a period gives. */
    BigDecimal sum() {
        return byRule.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same as it counts in a total. */
    Ratio weighted(Past past) {
        return byRule.entrySet().stream()
                .map(each -> PointsTotal.weighted(past.agreement(), each.getKey(), each.getValue()))
                .reduce(Ratio.ZERO, Ratio::plus);
    }
}
