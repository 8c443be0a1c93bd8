package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.BandsRule;
import sla.model.agreement.Bases;
import sla.model.number.Ratio;

/**
 * Each unit costs what its band says. UK private-finance template (R9): of 120 points 20 are free, 80 cost 3.00 and 20 cost
 * 3.60.
 */
final class BandsEvaluation {
    private BandsEvaluation() {}

    static RuleOutcome of(BandsRule rule, KpiValue value, Bases bases) {
        List<String> terms = new ArrayList<>();
        String step = "in no band";
        for (int i = 0; i < rule.bands().size(); i++) {
            Ratio units = rule.units(i, value.ratio());
            if (units.signum() > 0) {
                terms.add(units.plain() + " × " + bases.working(rule.bands().get(i)));
                step = step(rule, i);
            }
        }
        Ratio amount = rule.amount(value.ratio(), bases);
        return new RuleOutcome(
                amount,
                step,
                terms.isEmpty() ? "nothing is paid there" : String.join(" + ", terms) + " " + Amounts.equalTo(amount));
    }

    /** {@code up to 100}, {@code above 200}. */
    private static String step(BandsRule rule, int band) {
        BigDecimal end = rule.bands().get(band).upTo();
        BigDecimal before =
                band == 0 ? BigDecimal.ZERO : rule.bands().get(band - 1).upTo();
        String name = "in band " + (band + 1);
        return end == null ? name + ", above " + plain(before) : name + ", at most " + plain(end);
    }

    private static String plain(@Nullable BigDecimal bound) {
        return bound == null ? "0" : bound.toPlainString();
    }
}
