package sla.evaluator.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Banked;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Line;
import sla.model.number.Money;
import sla.model.number.Ratio;

/**
 * What is paid of an outcome, or where else it goes.
 *
 * @param exact before caps and rounding
 * @param caps each that cut it
 * @param amount after them, rounded; 0 if it goes somewhere else
 * @param banked if it goes into a bank
 * @param deferred if it is left to the next period
 * @param claim if it has to be claimed
 */
record Paid(
        Ratio exact,
        List<Line.CapStep> caps,
        Money amount,
        @Nullable Banked banked,
        @Nullable Deferred deferred,
        @Nullable ClaimState claim) {

    static Paid nothing(String currency) {
        return new Paid(Ratio.ZERO, List.of(), Money.zero(currency), null, null, null);
    }
}
