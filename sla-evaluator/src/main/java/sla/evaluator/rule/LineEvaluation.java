package sla.evaluator.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Bases;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleLimits;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** One rule's line: outcome, gate, caps, then the one rounding to the currency. */
final class LineEvaluation {
    private final Map<String, MeasuredKpi> kpis;
    private final Bases bases;
    private final Caps caps;
    private final String currency;

    LineEvaluation(Map<String, MeasuredKpi> kpis, Bases bases, Caps caps, String currency) {
        this.kpis = kpis;
        this.bases = bases;
        this.caps = caps;
        this.currency = currency;
    }

    Line of(Rule rule) {
        MeasuredKpi kpi = kpis.get(rule.kpi());
        if (kpi == null) {
            throw new IllegalArgumentException("The rule " + rule.id() + " names an unknown KPI " + rule.kpi());
        }
        Condition when = rule.when();
        Gate gate = when == null ? null : GateEvaluation.of(when, kpis);
        RuleOutcome outcome = outcome(rule, kpi);
        boolean pays = gate == null || gate.answer() == Gate.Answer.YES;
        Ratio exact = pays ? outcome.amount() : Ratio.ZERO;
        Caps.Capped capped = caps.apply(exact);
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(amount);
        return line(rule, kpi, outcome, exact, capped.steps(), amount, gate);
    }

    private static Line line(
            Rule rule,
            MeasuredKpi kpi,
            RuleOutcome outcome,
            Ratio exact,
            List<Line.CapStep> caps,
            Money amount,
            @Nullable Gate gate) {
        return new Line(
                rule.id(),
                rule.kpi(),
                rule.clause(),
                rule.shape(),
                kpi.shown().orElse(null),
                outcome.step(),
                outcome.computation(),
                exact,
                caps,
                amount,
                Sentence.of(kpi, outcome, gate, caps, amount),
                gate);
    }

    private RuleOutcome outcome(Rule rule, MeasuredKpi kpi) {
        return switch (kpi.result().measure()) {
            case Measure.Measured _ -> RuleEvaluation.of(rule, kpi.value().orElseThrow(), bases);
            case Measure.NotMeasured(String reason, var _, var _) ->
                switch (kpi.kpi().notMeasured()) {
                    case NO_EFFECT -> new RuleOutcome(Ratio.ZERO, "not measured", "no amount: " + reason);
                    case MET -> asOnTarget(rule, kpi.kpi());
                    case FAILED -> asFailed(rule, kpi.kpi());
                };
        };
    }

    private RuleOutcome asOnTarget(Rule rule, Kpi kpi) {
        if (kpi.target() == null) {
            throw new IllegalStateException(kpi.id() + " has no target; the agreement's self-check refuses that");
        }
        KpiValue bound = new KpiValue(
                Ratio.of(kpi.target().bound().orElseThrow()), kpi.metric().unit());
        RuleOutcome outcome = RuleEvaluation.of(rule, bound, bases);
        return new RuleOutcome(
                outcome.amount(),
                outcome.step(),
                "as if it were " + KpiValue.words(bound.number(), bound.unit()) + ", " + outcome.computation());
    }

    private RuleOutcome asFailed(Rule rule, Kpi kpi) {
        Ratio most = RuleLimits.mostMalus(rule, kpi, bases)
                .orElseThrow(() ->
                        new IllegalStateException(rule.id() + " has no most; the agreement's self-check refuses that"));
        return new RuleOutcome(
                most.negate(),
                "taken as failed",
                "the most malus of this rule, " + most.negate().plain());
    }
}
