package sla.evaluator.rule;

import java.util.List;
import java.util.Map;
import sla.evaluator.metric.Counts;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.number.Money;
import sla.model.time.Period;

public final class AgreementEvaluator {
    private AgreementEvaluator() {}

    public static Evaluation evaluate(Agreement agreement, Period period, Map<String, Counts> counts) {
        return new Evaluation(
                agreement.agreement(),
                agreement.version(),
                agreement.vendor().id(),
                period,
                agreement.zone(),
                agreement.currency(),
                List.of(),
                List.of(),
                Money.zero(agreement.currency()),
                Money.zero(agreement.currency()));
    }
}
