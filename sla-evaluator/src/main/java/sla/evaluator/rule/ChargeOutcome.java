package sla.evaluator.rule;

import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/**
 * What one charge comes to before it is rounded.
 *
 * @param amount exact, 0 or more unless a quantity is below 0
 * @param kpi whose units are charged; null if it has none
 * @param quantity the units that are charged; null if there are none to count
 * @param unit of the quantity
 * @param computation the arithmetic
 * @param story how it comes about, in words that stand between the title and the amount
 */
record ChargeOutcome(
        Ratio amount,
        @Nullable String kpi,
        @Nullable Ratio quantity,
        @Nullable Unit unit,
        String computation,
        String story) {}
