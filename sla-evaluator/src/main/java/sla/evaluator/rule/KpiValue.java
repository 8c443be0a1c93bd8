package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Rule;
import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/** The value of a KPI as its target and rules see it: rounded if the contract says so, else exact. */
record KpiValue(Ratio ratio, Unit unit) {
    /** A mean of many parts is a fraction of hundreds of digits. */
    private static final int LONGEST = 40;

    private static final int DECIMALS = 15;

    /** The number, exact: a fraction where no decimal is, unless that is too long to be read. */
    String number() {
        String plain = ratio.plain();
        return plain.length() <= LONGEST
                ? plain
                : ratio.round(DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    /**
     * What a rule gives for a value that none of its tiers holds.
     *
     * @param otherwise what it says of such a value
     */
    BigDecimal inNoTier(Rule rule, @Nullable BigDecimal otherwise) {
        if (otherwise == null) {
            throw new IllegalStateException("The tiers of " + rule.id() + " have a hole at " + number()
                    + "; the agreement's self-check refuses that");
        }
        return otherwise;
    }

    /** A bound or a value with the unit: {@code 47 s}. */
    static String words(String number, Unit unit) {
        return unit.symbol().isEmpty() ? number : number + ' ' + unit.symbol();
    }
}
