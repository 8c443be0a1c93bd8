package sla.evaluator.rule;

import java.math.RoundingMode;
import sla.model.number.Ratio;

/** Exact numbers in the words of a trace. */
final class Amounts {
    private Amounts() {}

    /** {@code = -8500}, or {@code ≈ -2514.042868} where six decimals do not hold it. */
    static String equalTo(Ratio exact) {
        return (isShort(exact) ? "= " : "≈ ") + decimal(exact);
    }

    /** At most six decimals, rounded half up if there are more. */
    static String decimal(Ratio exact) {
        return isShort(exact)
                ? exact.plain()
                : exact.round(6, RoundingMode.HALF_UP).toPlainString();
    }

    private static boolean isShort(Ratio exact) {
        return Ratio.of(exact.round(6, RoundingMode.DOWN)).equals(exact);
    }
}
