package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sla.evaluator.rule.ReferenceWindows.Days;
import sla.evaluator.rule.ReferenceWindows.Terms;
import sla.evaluator.rule.ReferenceWindows.Value;
import sla.evaluator.rule.ReferenceWindows.Window;

/** What one rule gives on the windows of a KPI, period after period, from docs/agreements.md. */
final class ReferenceWindowsMoney {
    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal EACH_POINT = new BigDecimal("-7.35");

    private final Terms terms;
    private final Pay pay;
    private int inARow;

    /**
     * @param shape tiers, linear or points with a slope on their total
     * @param amounts in cents, or points: below the first bound, between the two (tiers and points), from the second on
     * @param gate none, the target met or missed, or at most the second bound
     * @param cap of malus of the period, in cents; 0 for none
     */
    record Pay(
            String shape,
            int first,
            int second,
            List<Integer> amounts,
            String notMeasured,
            boolean atLeast,
            boolean repeats,
            String gate,
            int cap) {
        int target() {
            return second;
        }

        String document() {
            String when = switch (gate) {
                case "none" -> "";
                case "bound" -> ", when: {kpi: level, atMost: " + second + "}";
                default -> ", when: {kpi: level, target: " + gate + "}";
            };
            String more = when + (repeats ? ", repeats: {inARow: true, times: [1, 2, 3.5]}" : "") + "}\n";
            String of = shape.equals("points") ? "points" : "amount";
            String tiers = ", tiers: [{below: %d, %s: %s}, {atLeast: %d, below: %d, %s: %s}, {atLeast: %d, %s: %s}]"
                    .formatted(first, of, worth(0), first, second, of, worth(1), second, of, worth(2));
            String rules = switch (shape) {
                case "tiers" -> "  - {id: rule, shape: tiers, kpi: level" + tiers + more;
                case "linear" ->
                    "  - {id: rule, shape: linear, kpi: level, below: {edge: %d, amount: %s}, above: {edge: %d, amount: %s}"
                                    .formatted(first, worth(0), second, worth(2))
                            + more;
                default ->
                    "  - {id: rule, shape: points, kpi: level" + tiers + more
                            + "  - {id: charge, shape: linear, total: [rule], above: {edge: 0, amount: "
                            + EACH_POINT + "}}\n";
            };
            return "rules:\n" + rules
                    + (cap == 0
                            ? ""
                            : "caps: [{id: cap, ledger: malus, per: period, amount: " + BigDecimal.valueOf(cap, 2)
                                    + "}]\n");
        }

        BigDecimal worth(int tier) {
            int amount = amounts.get(tier);
            return shape.equals("points") ? BigDecimal.valueOf(amount) : BigDecimal.valueOf(amount, 2);
        }
    }

    ReferenceWindowsMoney(Terms terms, Pay pay) {
        this.terms = terms;
        this.pay = pay;
    }

    /** The lines of the next period, in order, by their keys. */
    Map<String, BigDecimal> next(Days period, Map<Window, Value> windows) {
        Map<String, BigDecimal> lines = new LinkedHashMap<>();
        List<BigDecimal> paid = new ArrayList<>();
        BigDecimal points = BigDecimal.ZERO;
        for (Map.Entry<Window, Value> each : windows.entrySet()) {
            if (each.getKey().running()) {
                continue;
            }
            BigDecimal given = times(given(each.getValue()));
            boolean ofPeriod = terms.window() == null && terms.last() == 0;
            String key = ofPeriod ? "rule" : "rule@" + each.getKey().label();
            if (pay.shape().equals("points")) {
                points = points.add(given);
                lines.put(key, new BigDecimal("0.00"));
            } else {
                lines.put(key, afterCap(period, share(period, given), paid));
            }
        }
        if (pay.shape().equals("points") && !lines.isEmpty()) {
            lines.put("charge", afterCap(period, share(period, points.multiply(EACH_POINT)), paid));
        }
        return lines;
    }

    private BigDecimal times(BigDecimal given) {
        boolean isFailure = pay.shape().equals("points") ? given.signum() > 0 : given.signum() < 0;
        inARow = isFailure ? inARow + 1 : 0;
        return !pay.repeats() || inARow < 2 ? given : given.multiply(new BigDecimal(inARow == 2 ? "2" : "3.5"));
    }

    /** Behind the gate. */
    private BigDecimal given(Value value) {
        if (value.value() != null) {
            return opens(value.value()) ? worth(value.value()) : BigDecimal.ZERO;
        }
        boolean asked = switch (pay.gate()) {
            case "none" -> true;
            case "bound" -> false;
            // Taken as failed it has missed its target.
            default -> pay.gate().equals(pay.notMeasured().equals("failed") ? "missed" : "met");
        };
        if (value.excluded() || !asked) {
            return BigDecimal.ZERO;
        }
        return switch (pay.notMeasured()) {
            case "met" -> worth(BigDecimal.valueOf(pay.target()));
            case "failed" ->
                pay.shape().equals("points")
                        ? pay.worth(0).max(pay.worth(1)).max(pay.worth(2))
                        : pay.worth(0).min(pay.worth(1)).min(pay.worth(2)).min(BigDecimal.ZERO);
            default -> BigDecimal.ZERO;
        };
    }

    private boolean opens(BigDecimal value) {
        int order = value.compareTo(BigDecimal.valueOf(pay.second()));
        boolean met = pay.atLeast() ? order >= 0 : order <= 0;
        return switch (pay.gate()) {
            case "met" -> met;
            case "missed" -> !met;
            case "bound" -> order <= 0;
            default -> true;
        };
    }

    private BigDecimal worth(BigDecimal value) {
        BigDecimal below = BigDecimal.valueOf(pay.first()).subtract(value);
        BigDecimal above = value.subtract(BigDecimal.valueOf(pay.second()));
        if (pay.shape().equals("linear")) {
            return below.max(BigDecimal.ZERO)
                    .multiply(pay.worth(0))
                    .add(above.max(BigDecimal.ZERO).multiply(pay.worth(2)));
        }
        return pay.worth(below.signum() > 0 ? 0 : above.signum() < 0 ? 1 : 2);
    }

    /** By days; not of what is paid for each event, or for windows of their own. */
    private BigDecimal share(Days period, BigDecimal whole) {
        boolean sum = terms.parts() == null
                ? terms.metric().equals("volume")
                : terms.parts().as().equals("count-missed");
        boolean perEvent = pay.shape().equals("linear") && sum;
        return terms.window() != null || perEvent ? whole : byDays(period, whole);
    }

    private static BigDecimal byDays(Days period, BigDecimal whole) {
        return whole.multiply(BigDecimal.valueOf(period.days())).divide(BigDecimal.valueOf(period.of()), DIGITS);
    }

    private BigDecimal afterCap(Days period, BigDecimal exact, List<BigDecimal> paid) {
        BigDecimal amount = exact;
        if (pay.cap() > 0 && amount.signum() < 0) {
            BigDecimal most = byDays(period, BigDecimal.valueOf(pay.cap(), 2)).setScale(2, RoundingMode.DOWN);
            BigDecimal used = paid.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            amount = amount.max(most.subtract(used).negate());
        }
        // A half that is cut off behind many digits is one.
        BigDecimal line = amount.setScale(40, RoundingMode.HALF_UP).setScale(2, RoundingMode.HALF_UP);
        if (line.signum() < 0) {
            paid.add(line.negate());
        }
        return line;
    }
}
