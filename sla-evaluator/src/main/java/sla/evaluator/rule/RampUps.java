package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Relief.RampUp;
import sla.model.agreement.Rule;
import sla.model.evaluation.ReliefResult;
import sla.model.evaluation.ReliefResult.LineChange;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** The ramp-ups of one period while its lines are made: they hold back malus and points, and nothing else. */
final class RampUps {
    private final Map<RampUp, List<LineChange>> changes = new LinkedHashMap<>();
    private final String currency;

    RampUps(Agreement agreement, Period period) {
        currency = agreement.currency();
        agreement.relief().forEach(relief -> {
            if (relief instanceof RampUp rampUp && rampUp.holds(period, agreement.zone())) {
                changes.put(rampUp, new ArrayList<>());
            }
        });
    }

    /** Which one holds back what a rule would give; null if none does. The first of the document that names the rule. */
    @Nullable
    RampUp holding(Rule rule, Ratio exact) {
        int bad = rule instanceof PointsRule ? 1 : -1;
        return exact.signum() != bad
                ? null
                : changes.keySet().stream()
                        .filter(rampUp -> rampUp.concerns(rule.id()))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * That the line of a rule was held back.
     *
     * @param isMoney whether it is an amount, and not points or a share of the next period's charge
     */
    void hold(RampUp rampUp, Rule rule, @Nullable Period window, Ratio exact, boolean isMoney) {
        BigDecimal without = !isMoney
                ? new BigDecimal(Amounts.decimal(exact))
                : Money.rounded(exact, currency).amount();
        BigDecimal with = !isMoney ? BigDecimal.ZERO : Money.zero(currency).amount();
        changes.getOrDefault(rampUp, new ArrayList<>()).add(new LineChange(rule.id(), window, without, with));
    }

    List<ReliefResult> results() {
        return changes.entrySet().stream()
                .map(each -> new ReliefResult(
                        each.getKey().id(),
                        each.getKey().kind(),
                        each.getKey().clause(),
                        sentence(each.getKey(), each.getValue().size()),
                        List.of(),
                        List.of(),
                        each.getValue()))
                .toList();
    }

    private static String sentence(RampUp rampUp, int lines) {
        return "Until " + rampUp.until() + " no malus is paid and no points are given"
                + (rampUp.rules().isEmpty() ? "" : " by " + String.join(", ", rampUp.rules())) + ". "
                + switch (lines) {
                    case 0 -> "There was none.";
                    case 1 -> "One line is held back.";
                    default -> lines + " lines are held back.";
                };
    }
}
