package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** The values that a rule can see: those of its KPI, or the totals that its points can come to. */
final class RuleScale {
    private static final Ratio HUNDRED = Ratio.of(100);

    private RuleScale() {}

    /** Empty if the rule has errors: {@link ReferencesCheck} names them. */
    static Optional<Scale> of(Agreement agreement, Rule rule) {
        PeriodCount periods = rule.periods();
        if (periods != null) {
            return HistoryCheck.scale(agreement, periods.kpi(), periods.lookback());
        }
        if (rule.total().isEmpty()) {
            return kpi(agreement, rule).map(Kpi::scale);
        }
        List<PointsRule> points = points(agreement, rule);
        return points.size() == rule.total().size()
                ? Optional.of(total(agreement, points, rule.over()))
                : Optional.empty();
    }

    static Optional<Kpi> kpi(Agreement agreement, Rule rule) {
        return agreement.kpis().stream()
                .filter(kpi -> kpi.id().equals(rule.kpi()))
                .findFirst();
    }

    /** The rules whose points it adds up, as far as there are any. */
    static List<PointsRule> points(Agreement agreement, Rule rule) {
        return agreement.rules().stream()
                .filter(PointsRule.class::isInstance)
                .map(PointsRule.class::cast)
                .filter(points -> rule.total().contains(points.id()))
                .toList();
    }

    private static Scale total(Agreement agreement, List<PointsRule> rules, @Nullable Over over) {
        Integer periods = over == null ? Integer.valueOf(1) : HistoryCheck.periods(agreement, over.lookback());
        Optional<Ratio> lowest = Optional.of(Ratio.ZERO);
        Optional<Ratio> highest = Optional.of(Ratio.ZERO);
        boolean whole = true;
        for (PointsRule rule : rules) {
            // Over days or weeks a period has as many as it has; a bound of 0 stays one.
            boolean once = periods != null
                    && kpi(agreement, rule).map(Kpi::oncePerPeriod).orElse(false);
            Ratio weight =
                    rule.weight() == null ? Ratio.ONE : Ratio.of(rule.weight()).dividedBy(HUNDRED);
            Ratio times = weight.times(Ratio.of(periods == null ? 1 : periods));
            Ratio low = least(rule).times(times);
            Ratio high = most(rule).times(times);
            lowest = lowest.filter(_ -> once || low.signum() == 0).map(low::plus);
            highest = highest.filter(_ -> once || high.signum() == 0).map(high::plus);
            whole &= rule.weight() == null
                    && amounts(rule)
                            .allMatch(points -> points.stripTrailingZeros().scale() <= 0);
        }
        return new Scale(
                Unit.SCALE_POINTS,
                new Band(null, decimal(lowest), null, decimal(highest)),
                whole ? Optional.of(Ratio.ONE) : Optional.empty());
    }

    /** Weighted points of nine decimals by hundredths have at most eleven. */
    private static @Nullable BigDecimal decimal(Optional<Ratio> bound) {
        return bound.map(ratio -> ratio.round(20, RoundingMode.UNNECESSARY)).orElse(null);
    }

    /** The fewest points that the rule can give, at most 0. */
    static Ratio least(PointsRule rule) {
        return amounts(rule).map(Ratio::of).reduce(Ratio.ZERO, Ratio::min);
    }

    /** The most points that the rule can give, at least 0. */
    static Ratio most(PointsRule rule) {
        return amounts(rule).map(Ratio::of).reduce(Ratio.ZERO, Ratio::max);
    }

    private static Stream<BigDecimal> amounts(PointsRule rule) {
        return Stream.concat(rule.tiers().stream().map(PointsRule.Tier::points), Stream.ofNullable(rule.otherwise()));
    }
}
