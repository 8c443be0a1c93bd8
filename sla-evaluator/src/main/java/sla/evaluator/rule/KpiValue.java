package sla.evaluator.rule;

import sla.model.agreement.Unit;
import sla.model.number.Ratio;

/** The value of a KPI as its target and rules see it: rounded if the contract says so, else exact. */
record KpiValue(Ratio ratio, Unit unit) {

    /** The number, exact: a fraction where no decimal is. */
    String number() {
        return ratio.plain();
    }

    /** A bound or a value with the unit: {@code 47 s}. */
    static String words(String number, Unit unit) {
        return unit.symbol().isEmpty() ? number : number + ' ' + unit.symbol();
    }
}
