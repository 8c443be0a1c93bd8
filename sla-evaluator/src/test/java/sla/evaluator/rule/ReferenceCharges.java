package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sla.model.agreement.Agreement;
import sla.model.agreement.Charge;
import sla.model.agreement.Kpi;
import sla.model.agreement.LinearRule;
import sla.model.agreement.TiersRule;

/**
 * Charges again, slow and obvious, with decimals of sixty digits instead of fractions. It shares nothing with the engine
 * but the fields of the document.
 */
final class ReferenceCharges {
    private static final MathContext DIGITS = new MathContext(60);

    private final Agreement agreement;
    private final Map<String, BigDecimal> values;
    private final BigDecimal share;
    private final int minorUnit;

    /**
     * @param values of the KPIs before they are rounded; what is missing is not measured
     * @param days of the period
     * @param of so many days of a whole one
     */
    ReferenceCharges(Agreement agreement, Map<String, BigDecimal> values, int days, int of, int minorUnit) {
        this.agreement = agreement;
        this.values = values;
        this.share = BigDecimal.valueOf(days).divide(BigDecimal.valueOf(of), DIGITS);
        this.minorUnit = minorUnit;
    }

    Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (Charge charge : agreement.charges()) {
            amounts.put(charge.id(), amount(charge));
        }
        return amounts;
    }

    /** The lines of the rules and caps that {@link RandomCharges} writes, one after the other. */
    List<BigDecimal> lines() {
        BigDecimal net = BigDecimal.ZERO;
        for (Charge charge : agreement.charges()) {
            net = agreement.bases().get(0).charges().contains(charge.id()) ? net.add(amount(charge)) : net;
        }
        net = net.max(BigDecimal.ZERO);
        BigDecimal over = value("kpi-0") == null
                ? BigDecimal.ZERO
                : value("kpi-0").subtract(BigDecimal.valueOf(100)).max(BigDecimal.ZERO);
        boolean misses = over.signum() > 0;
        BigDecimal part = percent(agreement.bases().get(1).percent(), net);
        TiersRule ofNet = (TiersRule) agreement.rules().get(0);
        LinearRule ofPart = (LinearRule) agreement.rules().get(1);
        TiersRule fixed = (TiersRule) agreement.rules().get(2);
        BigDecimal none = BigDecimal.ZERO;
        return capped(
                percent(agreement.caps().get(0).percent(), net).setScale(minorUnit, RoundingMode.DOWN),
                List.of(
                        misses ? percent(ofNet.tiers().get(0).percent(), net) : none,
                        percent(ofPart.above().percent(), part).multiply(over),
                        misses ? fixed.tiers().get(0).amount().multiply(share) : none));
    }

    private List<BigDecimal> capped(BigDecimal most, List<BigDecimal> exact) {
        BigDecimal left = most.max(BigDecimal.ZERO);
        List<BigDecimal> lines = new ArrayList<>();
        for (BigDecimal amount : exact) {
            BigDecimal line = rounded(amount.signum() < 0 ? amount.max(left.negate()) : amount);
            lines.add(line);
            left = left.add(line.min(BigDecimal.ZERO));
        }
        return lines;
    }

    private static BigDecimal percent(BigDecimal percent, BigDecimal of) {
        return percent.multiply(of).movePointLeft(2);
    }

    private BigDecimal amount(Charge charge) {
        if (charge.minimum() != null) {
            BigDecimal missing = charge.minimum().multiply(share);
            for (Charge other : agreement.charges()) {
                missing = charge.charges().contains(other.id()) ? missing.subtract(amount(other)) : missing;
            }
            return rounded(missing.max(BigDecimal.ZERO));
        }
        return rounded(charge.kpi() == null ? charge.amount().multiply(share) : perUnit(charge));
    }

    /** What ends within forty decimals is exact: the last of sixty digits may be off. */
    private BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(40, RoundingMode.HALF_UP).setScale(minorUnit, RoundingMode.HALF_UP);
    }

    private BigDecimal perUnit(Charge charge) {
        BigDecimal units = value(charge.kpi());
        if (units == null) {
            return BigDecimal.ZERO;
        }
        if (charge.atLeast() != null && charge.atLeast().quantity() != null) {
            units = units.max(charge.atLeast().quantity().multiply(share));
        }
        if (charge.atLeast() != null && value(charge.atLeast().ofKpi()) != null) {
            units = units.max(value(charge.atLeast().ofKpi())
                    .multiply(charge.atLeast().percent())
                    .movePointLeft(2));
        }
        if (charge.bands().isEmpty()) {
            return units.multiply(charge.amount());
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal below = null;
        for (Charge.Step step : charge.bands()) {
            BigDecimal end = step.upTo() == null ? null : step.upTo().multiply(share);
            boolean reaches = below == null || units.compareTo(below) > 0;
            boolean ends = end == null || units.compareTo(end) <= 0;
            if (charge.mode() == Charge.Mode.VOLUME && reaches && ends) {
                return units.multiply(step.amount());
            }
            if (charge.mode() == Charge.Mode.GRADUATED && reaches) {
                BigDecimal upTo = ends ? units : end;
                sum = sum.add((below == null ? upTo : upTo.subtract(below)).multiply(step.amount()));
            }
            below = end;
        }
        return sum;
    }

    private BigDecimal value(String id) {
        if (id == null) {
            return null;
        }
        BigDecimal value = values.get(id);
        Kpi kpi = agreement.kpi(id);
        if (value == null || kpi.rounding() == null) {
            return value;
        }
        return value.setScale(
                kpi.rounding().decimals(),
                switch (kpi.rounding().mode()) {
                    case HALF_UP -> RoundingMode.HALF_UP;
                    case HALF_DOWN -> RoundingMode.HALF_DOWN;
                    case HALF_EVEN -> RoundingMode.HALF_EVEN;
                    case DOWN -> RoundingMode.FLOOR;
                    case UP -> RoundingMode.CEILING;
                });
    }
}
