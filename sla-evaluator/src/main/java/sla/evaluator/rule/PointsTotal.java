package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.Unit;
import sla.model.evaluation.Line;
import sla.model.number.Ratio;

/**
 * The points that a rule adds up, by the lines that gave them.
 *
 * @param working {@code 2 + 3}, weighted {@code (4 × 40 + 3 × 60) / 100}
 * @param back of which periods, in words behind the rules; empty if of one
 */
record PointsTotal(Ratio value, List<String> rules, String working, String back) {
    private static final Ratio HUNDRED = Ratio.of(100);

    /**
     * @param lines of all rules of shape points
     */
    static PointsTotal of(Agreement agreement, Rule rule, List<Line> lines) {
        Ratio sum = Ratio.ZERO;
        boolean weighted = false;
        List<String> terms = new ArrayList<>();
        for (Line line : lines) {
            BigDecimal points = line.points();
            if (points == null || !rule.total().contains(line.rule())) {
                continue;
            }
            BigDecimal weight = weight(agreement, line.rule());
            Ratio own = Ratio.of(points);
            if (weight == null) {
                sum = sum.plus(own);
                terms.add(points.toPlainString());
            } else {
                weighted = true;
                sum = sum.plus(own.times(Ratio.of(weight)).dividedBy(HUNDRED));
                terms.add(points.toPlainString() + " × " + weight.toPlainString());
            }
        }
        String working = terms.isEmpty() ? "0" : String.join(" + ", terms);
        return new PointsTotal(sum, rule.total(), weighted ? "(" + working + ") / 100" : working, "");
    }

    /** Points as they count in a total. */
    static Ratio weighted(Agreement agreement, String rule, BigDecimal points) {
        BigDecimal weight = weight(agreement, rule);
        return weight == null
                ? Ratio.of(points)
                : Ratio.of(points).times(Ratio.of(weight)).dividedBy(HUNDRED);
    }

    PointsTotal withValue(Ratio other) {
        return new PointsTotal(other, rules, working, back);
    }

    private static @Nullable BigDecimal weight(Agreement agreement, String rule) {
        for (Rule each : agreement.rules()) {
            if (each instanceof PointsRule points && points.id().equals(rule)) {
                return points.weight();
            }
        }
        return null;
    }

    KpiValue kpiValue() {
        return new KpiValue(value, Unit.SCALE_POINTS);
    }

    /** {@code Points of answer, quality. 2 + 3 = 5 points}. */
    String sentence() {
        return "Points of " + String.join(", ", rules) + back + ". " + working + " " + Amounts.equalTo(value)
                + " points";
    }
}
