package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sla.model.agreement.Agreement;
import sla.model.agreement.AtRiskShareRule;
import sla.model.agreement.BandsRule;
import sla.model.agreement.Cap;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.Ledger;
import sla.model.agreement.LinearRule;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.SettlingRule;
import sla.model.agreement.Target;
import sla.model.agreement.TiersRule;

/**
 * The rules again, slow and obvious, with decimals of sixty digits instead of fractions. It shares nothing with the
 * engine but the agreement.
 */
final class ReferenceEvaluation {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ReferenceEvaluation() {}

    /** The amount of each line, paid one after the other under the caps. */
    static List<BigDecimal> amounts(Agreement agreement, List<BigDecimal> values, int minorUnit) {
        return amounts(agreement, values, minorUnit, Set.of());
    }

    /** @param unclaimed rules whose malus nobody has claimed */
    static List<BigDecimal> amounts(
            Agreement agreement, List<BigDecimal> values, int minorUnit, Set<String> unclaimed) {
        List<BigDecimal> paid = new ArrayList<>();
        for (int i = 0; i < agreement.rules().size(); i++) {
            BigDecimal amount = amount(agreement, agreement.rules().get(i), values);
            if (unclaimed.contains(agreement.rules().get(i).id())) {
                amount = amount.max(BigDecimal.ZERO);
            }
            for (Cap cap : agreement.caps()) {
                if (!isOf(cap, agreement.rules().get(i))) {
                    continue;
                }
                BigDecimal sum = BigDecimal.ZERO;
                for (int j = 0; j < i; j++) {
                    BigDecimal earlier = paid.get(j);
                    if (isOf(cap, agreement.rules().get(j))
                            && earlier.signum() == (cap.ledger() == Ledger.BONUS ? 1 : -1)) {
                        sum = sum.add(earlier.abs());
                    }
                }
                BigDecimal left = cap.amount().subtract(sum);
                if (cap.ledger() == Ledger.BONUS && amount.compareTo(left) > 0) {
                    amount = amount.signum() > 0 ? left : amount;
                }
                if (cap.ledger() == Ledger.MALUS && amount.negate().compareTo(left) > 0) {
                    amount = amount.signum() < 0 ? left.negate() : amount;
                }
            }
            paid.add(amount.setScale(minorUnit, RoundingMode.HALF_UP));
        }
        return paid;
    }

    private static boolean isOf(Cap cap, Rule rule) {
        return cap.rules().isEmpty() || cap.rules().contains(rule.id());
    }

    /** @param values of the KPIs in order, null for what is not measured */
    private static BigDecimal amount(Agreement agreement, Rule rule, List<BigDecimal> values) {
        if (rule instanceof PointsRule || isClosed(agreement, rule, values)) {
            return BigDecimal.ZERO;
        }
        if (!rule.total().isEmpty()) {
            return amount(rule, total(agreement, rule, values));
        }
        return amountOrPoints(agreement, rule, values);
    }

    private static boolean isClosed(Agreement agreement, Rule rule, List<BigDecimal> values) {
        return rule.when() != null && !Boolean.TRUE.equals(holds(rule.when(), agreement, values));
    }

    private static BigDecimal total(Agreement agreement, Rule rule, List<BigDecimal> values) {
        BigDecimal total = BigDecimal.ZERO;
        for (Rule each : agreement.rules()) {
            if (each instanceof PointsRule points
                    && rule.total().contains(points.id())
                    && !isClosed(agreement, points, values)) {
                BigDecimal own = amountOrPoints(agreement, points, values);
                total = total.add(
                        points.weight() == null
                                ? own
                                : own.multiply(points.weight()).divide(HUNDRED));
            }
        }
        return total;
    }

    private static BigDecimal amountOrPoints(Agreement agreement, Rule rule, List<BigDecimal> values) {
        int i = Integer.parseInt(rule.kpi().substring("kpi-".length()));
        Kpi kpi = agreement.kpis().get(i);
        if (values.get(i) != null) {
            return amount(rule, values.get(i));
        }
        return switch (kpi.notMeasured()) {
            case NO_EFFECT -> BigDecimal.ZERO;
            case MET ->
                amount(
                        rule,
                        kpi.target().atLeast() == null
                                ? kpi.target().atMost()
                                : kpi.target().atLeast());
            case FAILED -> worst(rule, kpi);
        };
    }

    /** Of all values that tell two amounts apart, the one that costs most. */
    private static BigDecimal worst(Rule rule, Kpi kpi) {
        if (rule instanceof PointsRule points) {
            BigDecimal most = points.otherwise() == null ? BigDecimal.ZERO : points.otherwise();
            for (PointsRule.Tier tier : points.tiers()) {
                most = most.max(tier.points());
            }
            return most;
        }
        BigDecimal worst = BigDecimal.ZERO;
        // Bounds and edges have one decimal at most and lie below 600: each of them, and one value between two of them.
        for (int twentieths = 0; twentieths <= 13_000; twentieths++) {
            BigDecimal value = BigDecimal.valueOf(5L * twentieths, 2);
            if (kpi.rounding() == null
                    || value.remainder(BigDecimal.ONE.movePointLeft(
                                            kpi.rounding().decimals()))
                                    .signum()
                            == 0) {
                worst = worst.min(amount(rule, value));
            }
        }
        return worst;
    }

    /** Null if it cannot be said. */
    private static Boolean holds(Condition condition, Agreement agreement, List<BigDecimal> values) {
        return switch (condition) {
            case Condition.AllOf(List<Condition> all) -> {
                Boolean holds = true;
                for (Condition one : all) {
                    Boolean answer = holds(one, agreement, values);
                    holds = Boolean.FALSE.equals(holds) || Boolean.FALSE.equals(answer)
                            ? Boolean.FALSE
                            : holds == null ? null : answer;
                }
                yield holds;
            }
            // One of them holds unless all of them do not.
            case Condition.AnyOf(List<Condition> any) ->
                holds(
                        new Condition.Not(new Condition.AllOf(
                                any.stream().<Condition>map(Condition.Not::new).toList())),
                        agreement,
                        values);
            case Condition.Not(Condition not) -> {
                Boolean answer = holds(not, agreement, values);
                yield answer == null ? null : Boolean.valueOf(!answer);
            }
            case Condition.OfKpi of -> {
                int i = Integer.parseInt(of.kpi().substring("kpi-".length()));
                Kpi kpi = agreement.kpis().get(i);
                BigDecimal value = values.get(i);
                if (of.target() == null) {
                    yield value == null
                            ? null
                            : Boolean.valueOf(holds(of.above(), of.atLeast(), of.below(), of.atMost(), value));
                }
                Target target = kpi.target();
                Boolean met = value != null
                        ? Boolean.valueOf(
                                holds(target.above(), target.atLeast(), target.below(), target.atMost(), value))
                        : kpi.notMeasured() == Kpi.NotMeasured.NO_EFFECT
                                ? null
                                : Boolean.valueOf(kpi.notMeasured() == Kpi.NotMeasured.MET);
                yield met == null ? null : Boolean.valueOf(met == (of.target() == Condition.TargetState.MET));
            }
            case Condition.OfHistory _ -> throw new IllegalStateException("none is drawn");
        };
    }

    static BigDecimal rounded(BigDecimal value, int decimals, String mode) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal low = value.divideToIntegralValue(unit).multiply(unit);
        BigDecimal rest = value.subtract(low);
        int half = rest.multiply(BigDecimal.TWO).compareTo(unit);
        boolean odd = low.divideToIntegralValue(unit).remainder(BigDecimal.TWO).signum() != 0;
        boolean up = switch (mode) {
            case "half up" -> half >= 0;
            case "half down" -> half > 0;
            case "half even" -> half > 0 || half == 0 && odd;
            case "down" -> false;
            case "up" -> rest.signum() > 0;
            default -> throw new IllegalArgumentException(mode);
        };
        return up ? low.add(unit) : low;
    }

    private static BigDecimal amount(Rule rule, BigDecimal value) {
        return switch (rule) {
            case TiersRule tiers -> {
                List<BigDecimal> holding = new ArrayList<>();
                for (TiersRule.Tier tier : tiers.tiers()) {
                    if (holds(tier.above(), tier.atLeast(), tier.below(), tier.atMost(), value)) {
                        holding.add(tier.amount());
                    }
                }
                if (tiers.mode() == TiersRule.Mode.ADD) {
                    BigDecimal none = tiers.otherwise() == null ? BigDecimal.ZERO : tiers.otherwise();
                    yield holding.isEmpty() ? none : holding.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                }
                yield only(holding, tiers.otherwise(), value);
            }
            case AtRiskShareRule share -> {
                List<BigDecimal> holding = new ArrayList<>();
                for (AtRiskShareRule.Tier tier : share.tiers()) {
                    if (holds(tier.above(), tier.atLeast(), tier.below(), tier.atMost(), value)) {
                        holding.add(tier.sharePercent());
                    }
                }
                yield share.atRiskAmount()
                        .multiply(only(holding, share.otherwise(), value))
                        .divide(HUNDRED)
                        .negate();
            }
            case LinearRule linear -> {
                BigDecimal amount = BigDecimal.ZERO;
                if (linear.below() != null && value.compareTo(linear.below().edge()) < 0) {
                    amount = amount.add(
                            slope(linear.below(), linear.below().edge().subtract(value)));
                }
                if (linear.above() != null && value.compareTo(linear.above().edge()) > 0) {
                    amount = amount.add(
                            slope(linear.above(), value.subtract(linear.above().edge())));
                }
                yield amount;
            }
            case BandsRule bands -> {
                BigDecimal amount = BigDecimal.ZERO;
                BigDecimal below = BigDecimal.ZERO;
                for (BandsRule.Step step : bands.bands()) {
                    BigDecimal end = step.upTo() == null ? value : value.min(step.upTo());
                    if (end.compareTo(below) > 0) {
                        amount = amount.add(end.subtract(below).multiply(step.amount()));
                    }
                    below = step.upTo();
                }
                yield amount;
            }
            case SettlingRule settling -> throw new AssertionError(settling);
            case PointsRule points -> {
                List<BigDecimal> holding = new ArrayList<>();
                for (PointsRule.Tier tier : points.tiers()) {
                    if (holds(tier.above(), tier.atLeast(), tier.below(), tier.atMost(), value)) {
                        holding.add(tier.points());
                    }
                }
                yield only(holding, points.otherwise(), value);
            }
        };
    }

    private static BigDecimal only(List<BigDecimal> holding, BigDecimal otherwise, BigDecimal value) {
        if (holding.size() > 1) {
            throw new AssertionError(value + " is in " + holding.size() + " tiers");
        }
        if (holding.isEmpty() && otherwise == null) {
            throw new AssertionError(value + " is in an unstated hole");
        }
        return holding.isEmpty() ? otherwise : holding.getFirst();
    }

    private static BigDecimal slope(LinearRule.Slope slope, BigDecimal distance) {
        BigDecimal steps = distance.divide(slope.per(), DIGITS);
        return switch (slope.steps()) {
            case EXACT -> distance.multiply(slope.amount()).divide(slope.per(), DIGITS);
            case FULL -> steps.setScale(0, RoundingMode.FLOOR).multiply(slope.amount());
            case STARTED -> steps.setScale(0, RoundingMode.CEILING).multiply(slope.amount());
        };
    }

    private static boolean holds(
            BigDecimal above, BigDecimal atLeast, BigDecimal below, BigDecimal atMost, BigDecimal value) {
        if (above != null && value.compareTo(above) <= 0) {
            return false;
        }
        if (atLeast != null && value.compareTo(atLeast) < 0) {
            return false;
        }
        if (below != null && value.compareTo(below) >= 0) {
            return false;
        }
        return atMost == null || value.compareTo(atMost) <= 0;
    }
}
