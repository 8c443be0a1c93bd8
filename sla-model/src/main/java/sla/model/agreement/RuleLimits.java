package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** How much a rule can pay at most, whatever its KPI comes to. */
public final class RuleLimits {
    private RuleLimits() {}

    /** The most malus, without a sign; empty if there is no limit, or if the rule has errors. */
    public static Optional<Ratio> mostMalus(Rule rule, Kpi kpi, Bases bases) {
        return most(rule, kpi.scale(), Ledger.MALUS, bases);
    }

    /** The most points, at least 0. */
    public static Ratio mostPoints(PointsRule rule) {
        return RuleScale.most(rule);
    }

    /** The most that one ledger can get before caps. */
    static Optional<Ratio> most(Rule rule, Scale scale, Ledger ledger, Bases bases) {
        if (rule instanceof PointsRule) {
            return Optional.of(Ratio.ZERO);
        }
        if (rule instanceof BandsRule bands) {
            return most(bands, scale, ledger, bases);
        }
        if (rule instanceof LinearRule linear) {
            Band range = scale.range();
            Optional<Ratio> lowest = Optional.ofNullable(range.atLeast()).map(Ratio::of);
            Optional<Ratio> highest = Optional.ofNullable(range.atMost()).map(Ratio::of);
            return most(linear.below(), (edge, end) -> edge.minus(end), lowest, ledger, bases)
                    .flatMap(below -> most(linear.above(), (edge, end) -> end.minus(edge), highest, ledger, bases)
                            .map(below::max));
        }
        return TierTable.of(rule, bases)
                .filter(TierTable::wellFormed)
                .map(table -> Coverage.of(table.bands(), scale).segments().stream()
                        .map(table::amount)
                        .flatMap(Optional::stream)
                        .map(amount -> share(amount, ledger))
                        .max(Comparator.naturalOrder())
                        .orElse(Ratio.ZERO));
    }

    /**
     * Between two ends of bands the amount rises or falls evenly, so the most is at one of the ends, or at the value before
     * or after it where no value lies on it.
     */
    private static Optional<Ratio> most(BandsRule rule, Scale scale, Ledger ledger, Bases bases) {
        Ratio last = bases.worth(rule.bands().getLast());
        BigDecimal highest = scale.range().atMost();
        if (highest == null && share(last, ledger).signum() > 0) {
            return Optional.empty();
        }
        Ratio most = highest == null ? Ratio.ZERO : share(rule.amount(Ratio.of(highest), bases), ledger);
        for (BandsRule.Step step : rule.bands()) {
            BigDecimal end = step.upTo();
            if (end != null && (highest == null || end.compareTo(highest) <= 0)) {
                for (Ratio value : values(Ratio.of(end), scale)) {
                    most = most.max(share(rule.amount(value, bases), ledger));
                }
            }
        }
        return Optional.of(most);
    }

    /** The value itself, or its neighbours on the scale. */
    private static List<Ratio> values(Ratio end, Scale scale) {
        if (scale.grid().isEmpty()) {
            return List.of(end);
        }
        Ratio grid = scale.grid().get();
        Ratio below = Ratio.of(end.dividedBy(grid).round(0, RoundingMode.FLOOR)).times(grid);
        return below.equals(end) ? List.of(end) : List.of(below, below.plus(grid));
    }

    /** The most of one slope: its amount at the end of the range; nothing if no value lies behind its edge. */
    private static Optional<Ratio> most(
            LinearRule.@Nullable Slope slope,
            BinaryOperator<Ratio> distance,
            Optional<Ratio> end,
            Ledger ledger,
            Bases bases) {
        if (slope == null || share(bases.worth(slope), ledger).signum() == 0) {
            return Optional.of(Ratio.ZERO);
        }
        return end.map(value -> distance.apply(Ratio.of(slope.edge()), value).max(Ratio.ZERO))
                .map(far -> slope.paidSteps(far).times(share(bases.worth(slope), ledger)));
    }

    /** The part of an amount that belongs to the ledger, without its sign. */
    private static Ratio share(Ratio amount, Ledger ledger) {
        Ratio own = ledger == Ledger.BONUS ? amount : amount.negate();
        return own.max(Ratio.ZERO);
    }
}
