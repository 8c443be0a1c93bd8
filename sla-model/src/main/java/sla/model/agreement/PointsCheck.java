package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Points of one total are weighted all or none, and by weights that add up. */
final class PointsCheck {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private PointsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            List<BigDecimal> weights = RuleScale.points(agreement, rule).stream()
                    .map(PointsRule::weight)
                    .filter(Objects::nonNull)
                    .toList();
            BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (!weights.isEmpty() && weights.size() < rule.total().size()) {
                findings.add(
                        FindingCode.WEIGHTS_MISSING,
                        "/rules/" + i + "/total",
                        "Some of these points have a weight and others have none: give each its weight, or none.");
            } else if (!weights.isEmpty() && sum.compareTo(HUNDRED) != 0) {
                findings.add(
                        FindingCode.WEIGHTS_DO_NOT_ADD_UP,
                        "/rules/" + i + "/total",
                        "The weights of these points add up to " + sum.toPlainString()
                                + ", not to 100. Change them, or record the reading.");
            }
        }
    }
}
