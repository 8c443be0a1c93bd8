package sla.evaluator.rule;

import sla.model.agreement.AtRiskShareRule;
import sla.model.agreement.BandsRule;
import sla.model.agreement.Bases;
import sla.model.agreement.LinearRule;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.SettlingRule;
import sla.model.agreement.TiersRule;

/** Finds the arithmetic of a rule's shape. */
final class RuleEvaluation {
    private RuleEvaluation() {}

    static RuleOutcome of(Rule rule, KpiValue value, Bases bases) {
        return switch (rule) {
            case TiersRule tiers -> TiersEvaluation.of(tiers, value, bases);
            case LinearRule linear -> LinearEvaluation.of(linear, value, bases);
            case AtRiskShareRule atRiskShare -> AtRiskShareEvaluation.of(atRiskShare, value);
            case BandsRule bands -> BandsEvaluation.of(bands, value, bases);
            case PointsRule points -> PointsEvaluation.of(points, value);
            case SettlingRule settling ->
                throw new IllegalArgumentException(settling.id() + " looks at no value but at other lines");
        };
    }
}
