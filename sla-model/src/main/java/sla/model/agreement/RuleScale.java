package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** The values that a rule can see: those of its KPI, or the totals that its points can come to. */
final class RuleScale {
    private static final Ratio HUNDRED = Ratio.of(100);

    private RuleScale() {}

    /** Empty if the rule has errors: {@link ReferencesCheck} names them. */
    static Optional<Scale> of(Agreement agreement, Rule rule) {
        return of(agreement, rule, lookback -> HistoryCheck.periods(agreement, lookback));
    }

    /**
     * The same with what versions can bring about: one that moves the day on which periods start leaves parts of the last old
     * one, so a quarter can hold more of them than it has months.
     */
    static Optional<Scale> acrossVersions(Agreement agreement, Rule rule) {
        return of(
                agreement,
                rule,
                lookback -> lookback.every() == null ? HistoryCheck.periods(agreement, lookback) : null);
    }

    private static Optional<Scale> of(Agreement agreement, Rule rule, Function<Lookback, @Nullable Integer> periodsOf) {
        PeriodCount count = rule.periods();
        if (count != null) {
            return HistoryCheck.scale(agreement, count.kpi(), periodsOf.apply(count.lookback()));
        }
        if (rule.total().isEmpty()) {
            return kpi(agreement, rule).map(Kpi::scale);
        }
        List<PointsRule> points = points(agreement, rule);
        Over over = rule.over();
        return points.size() == rule.total().size()
                ? Optional.of(
                        total(agreement, points, over == null ? Integer.valueOf(1) : periodsOf.apply(over.lookback())))
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

    /** @param periods over so many; null if that is not always the same */
    private static Scale total(Agreement agreement, List<PointsRule> rules, @Nullable Integer periods) {
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
            Ratio high = mostRepeated(rule).times(times);
            lowest = lowest.filter(_ -> once || low.signum() == 0).map(low::plus);
            highest = highest.filter(_ -> once || high.signum() == 0).map(high::plus);
            whole &= rule.weight() == null
                    && Stream.concat(amounts(rule), times(rule).stream())
                            .allMatch(points -> points.stripTrailingZeros().scale() <= 0);
        }
        return new Scale(
                Unit.SCALE_POINTS,
                new Band(null, decimal(lowest), null, decimal(highest)),
                whole ? Optional.of(Ratio.ONE) : Optional.empty());
    }

    /** Points, weights and what a repeated failure counts have nine decimals each at most. */
    private static @Nullable BigDecimal decimal(Optional<Ratio> bound) {
        return bound.map(ratio -> ratio.round(30, RoundingMode.UNNECESSARY)).orElse(null);
    }

    /** The fewest points that the rule can give, at most 0. */
    static Ratio least(PointsRule rule) {
        return amounts(rule).map(Ratio::of).reduce(Ratio.ZERO, Ratio::min);
    }

    /** The most points that the rule can give if a repeated failure counts more: 3 that count twice are 6. */
    static Ratio mostRepeated(PointsRule rule) {
        return times(rule).stream()
                .map(Ratio::of)
                .max(Ratio::compareTo)
                .map(most(rule)::times)
                .orElse(most(rule));
    }

    /** What its failures can count: of so many periods there are no more. Empty if each counts once. */
    private static List<BigDecimal> times(PointsRule rule) {
        Repeats repeats = rule.repeats();
        if (repeats == null) {
            return List.of();
        }
        List<BigDecimal> times = repeats.times();
        return repeats.last() == null ? times : times.subList(0, Math.min(repeats.last(), times.size()));
    }

    /** The most points that the rule can give, at least 0. */
    static Ratio most(PointsRule rule) {
        return amounts(rule).map(Ratio::of).reduce(Ratio.ZERO, Ratio::max);
    }

    private static Stream<BigDecimal> amounts(PointsRule rule) {
        return Stream.concat(rule.tiers().stream().map(PointsRule.Tier::points), Stream.ofNullable(rule.otherwise()));
    }
}
