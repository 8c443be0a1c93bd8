package sla.evaluator.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sla.evaluator.metric.Counts;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Kpi;
import sla.model.agreement.Rule;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.number.Money;
import sla.model.time.Period;

/**
 * What an agreement version gives for a period: a pure function, exact until each line is rounded once. It relies on the
 * agreement's self-check, and reads no clock.
 */
public final class AgreementEvaluator {
    private AgreementEvaluator() {}

    /**
     * @param counts of every KPI of the agreement by its id, already restricted to its lot, source, attribution and to
     *     the period
     */
    public static Evaluation evaluate(Agreement agreement, Period period, Map<String, Counts> counts) {
        Map<String, MeasuredKpi> kpis = new LinkedHashMap<>();
        for (Kpi kpi : agreement.kpis()) {
            Counts own = counts.get(kpi.id());
            if (own == null) {
                throw new IllegalArgumentException("The counts of the KPI " + kpi.id() + " are missing");
            }
            kpis.put(kpi.id(), MeasuredKpi.of(kpi, own));
        }
        List<Line> lines = lines(agreement, kpis);
        return new Evaluation(
                agreement.agreement(),
                agreement.version(),
                agreement.vendor().id(),
                period,
                agreement.zone(),
                agreement.currency(),
                kpis.values().stream().map(MeasuredKpi::asResult).toList(),
                lines,
                total(lines, agreement.currency(), sign -> sign > 0),
                total(lines, agreement.currency(), sign -> sign < 0));
    }

    private static List<Line> lines(Agreement agreement, Map<String, MeasuredKpi> kpis) {
        LineEvaluation evaluation =
                new LineEvaluation(kpis, Bases.of(agreement), new Caps(agreement), agreement.currency());
        List<Line> lines = new ArrayList<>();
        for (Rule rule : agreement.rules()) {
            lines.add(evaluation.of(rule));
        }
        return lines;
    }

    private static Money total(List<Line> lines, String currency, Predicate<Integer> sign) {
        return lines.stream()
                .map(Line::amount)
                .filter(amount -> sign.test(amount.amount().signum()))
                .reduce(Money.zero(currency), Money::plus);
    }
}
