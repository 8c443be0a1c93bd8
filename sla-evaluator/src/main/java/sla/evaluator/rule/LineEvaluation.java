package sla.evaluator.rule;

import java.util.List;
import sla.model.agreement.Rule;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** One rule's line: outcome, then caps, then the one rounding to the currency. */
final class LineEvaluation {
    private LineEvaluation() {}

    static Line of(Rule rule, MeasuredKpi kpi, Caps caps, String currency) {
        return switch (kpi.result().measure()) {
            case Measure.Measured _ -> measured(rule, kpi, caps, currency);
            case Measure.NotMeasured(String reason) -> notMeasured(rule, kpi, reason, currency);
        };
    }

    private static Line measured(Rule rule, MeasuredKpi kpi, Caps caps, String currency) {
        RuleOutcome outcome = RuleEvaluation.of(rule, kpi.value().orElseThrow());
        Caps.Capped capped = caps.apply(outcome.amount());
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(amount);
        return new Line(
                rule.id(),
                rule.kpi(),
                rule.clause(),
                rule.shape(),
                kpi.shown().orElseThrow(),
                outcome.step(),
                outcome.computation(),
                outcome.amount(),
                capped.steps(),
                amount,
                Sentence.measured(kpi, outcome, capped.steps(), amount));
    }

    /** Nothing measured is neither a success nor a failure: no money moves. */
    private static Line notMeasured(Rule rule, MeasuredKpi kpi, String reason, String currency) {
        return new Line(
                rule.id(),
                rule.kpi(),
                rule.clause(),
                rule.shape(),
                null,
                "not measured",
                "no amount: " + reason,
                Ratio.ZERO,
                List.of(),
                Money.zero(currency),
                Sentence.notMeasured(kpi, reason, Money.zero(currency)));
    }
}
