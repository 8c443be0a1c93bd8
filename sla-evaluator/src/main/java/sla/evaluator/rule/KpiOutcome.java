package sla.evaluator.rule;

import java.math.BigDecimal;
import sla.model.agreement.Bases;
import sla.model.agreement.Kpi;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleLimits;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/** What a rule gives for a KPI, measured or not. */
final class KpiOutcome {
    private KpiOutcome() {}

    static RuleOutcome of(Rule rule, MeasuredKpi kpi, Bases bases) {
        return switch (kpi.result().measure()) {
            case Measure.Measured _, Measure.OfParts _ ->
                RuleEvaluation.of(rule, kpi.value().orElseThrow(), bases);
            case Measure.NotMeasured(String reason, var _, var _) ->
                switch (kpi.notMeasured()) {
                    case NO_EFFECT -> new RuleOutcome(Ratio.ZERO, "not measured", "no amount: " + reason);
                    case MET -> asOnTarget(rule, kpi.kpi(), bases);
                    case FAILED -> asFailed(rule, kpi.kpi(), bases);
                };
        };
    }

    private static RuleOutcome asOnTarget(Rule rule, Kpi kpi, Bases bases) {
        if (kpi.target() == null) {
            throw new IllegalStateException(kpi.id() + " has no target; the agreement's self-check refuses that");
        }
        KpiValue bound = new KpiValue(Ratio.of(kpi.target().bound().orElseThrow()), kpi.unit());
        RuleOutcome outcome = RuleEvaluation.of(rule, bound, bases);
        return new RuleOutcome(
                outcome.amount(),
                outcome.step(),
                "as if it were " + KpiValue.words(bound.number(), bound.unit()) + ", " + outcome.computation());
    }

    private static RuleOutcome asFailed(Rule rule, Kpi kpi, Bases bases) {
        if (rule instanceof PointsRule points) {
            Ratio most = RuleLimits.mostPoints(points);
            return new RuleOutcome(
                    most,
                    "taken as failed",
                    "the most of this rule, " + PointsEvaluation.words(new BigDecimal(most.plain())));
        }
        Ratio most = RuleLimits.mostMalus(rule, kpi, bases)
                .orElseThrow(() ->
                        new IllegalStateException(rule.id() + " has no most; the agreement's self-check refuses that"));
        return new RuleOutcome(
                most.negate(),
                "taken as failed",
                "the most malus of this rule, " + most.negate().plain());
    }
}
