package sla.model.agreement;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** A value that is better by the target should not pay less than a worse one. */
final class DirectionCheck {
    private DirectionCheck() {}

    static void check(Agreement agreement, Findings findings) {
        AgreementCheck.eachRule(agreement, (pointer, rule, kpi) -> {
            Target target = kpi.target();
            boolean money = !(rule instanceof PointsRule);
            if (money && target != null && TargetCheck.bounds(target) == 1) {
                boolean higherIsBetter = target.atLeast() != null || target.above() != null;
                if (contradicts(rule, kpi, higherIsBetter, Bases.of(agreement))) {
                    findings.add(
                            FindingCode.DIRECTION_CONTRADICTS_TARGET,
                            pointer,
                            "By the target of '%s' a %s value is better, but somewhere in this rule a better value pays less"
                                            .formatted(kpi.id(), higherIsBetter ? "higher" : "lower")
                                    + " than a worse one. Check the signs and bounds, or record the reading.");
                }
            }
        });
    }

    private static boolean contradicts(Rule rule, Kpi kpi, boolean higherIsBetter, Bases bases) {
        if (rule instanceof LinearRule linear) {
            int better = higherIsBetter ? 1 : -1;
            return sign(linear.below(), bases) * better > 0 || sign(linear.above(), bases) * better < 0;
        }
        if (rule instanceof BandsRule bands) {
            boolean falls =
                    bands.bands().stream().anyMatch(step -> bases.worth(step).signum() < 0);
            boolean rises =
                    bands.bands().stream().anyMatch(step -> bases.worth(step).signum() > 0);
            return higherIsBetter ? falls : rises;
        }
        return TierTable.of(rule, bases)
                .filter(table -> table.wellFormed() && !RuleShares.mixed(rule, bases))
                .map(table -> contradicts(table, Coverage.of(table.bands(), kpi.scale()), higherIsBetter))
                .orElse(false);
    }

    /** Whether the amount rises (1) or falls (-1) with the distance from the edge. */
    private static int sign(LinearRule.@Nullable Slope slope, Bases bases) {
        return slope == null ? 0 : bases.worth(slope).signum();
    }

    private static boolean contradicts(TierTable table, Coverage coverage, boolean higherIsBetter) {
        List<Ratio> upwards = coverage.segments().stream()
                .map(table::amount)
                .flatMap(Optional::stream)
                .toList();
        for (int i = 1; i < upwards.size(); i++) {
            int order = upwards.get(i - 1).compareTo(upwards.get(i));
            if (higherIsBetter ? order > 0 : order < 0) {
                return true;
            }
        }
        return false;
    }
}
