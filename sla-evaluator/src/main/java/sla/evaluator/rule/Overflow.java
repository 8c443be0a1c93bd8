package sla.evaluator.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Corridor;
import sla.model.number.Ratio;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * A day or interval in which more came than a corridor takes that looks at the order.
 *
 * @param beyond how many contacts are too many; of a corridor of 2.2 the third one is
 */
public record Overflow(Corridor corridor, Span span, long beyond) {
    /** Those of a period, in the order of its corridors, oldest first. */
    public static List<Overflow> of(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts) {
        List<Overflow> overflows = new ArrayList<>();
        agreement.relief().forEach(relief -> {
            if (relief instanceof Corridor corridor
                    && corridor.surplus() == Corridor.Surplus.LAST_IN
                    && Corridors.canCompare(corridor, counts)) {
                CorridorSurplus.of(agreement, corridor, period, contractDays, counts)
                        .above()
                        .forEach(above -> overflows.add(
                                new Overflow(corridor, above.span(), beyond(above.volume(), above.most()))));
            }
        });
        return overflows;
    }

    /** The volume is a whole number, and a contact that is in the corridor in part only is beyond it. */
    private static long beyond(Ratio volume, Ratio most) {
        BigInteger whole = most.numerator().divide(most.denominator());
        return volume.numerator().subtract(whole).longValueExact();
    }
}
