package sla.evaluator.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Target;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Gate.Answer;

/**
 * Answers a condition. A KPI that is not measured counts as its contract says; where that says nothing, the condition has
 * an answer only if it does not depend on that KPI (Kleene's three values). State Medicaid call centre (R11): 90 % within
 * 24 s and 5.1 % abandoned is no bonus, 75 % and 5.0 % is one.
 */
final class GateEvaluation {
    private final MeasuredKpis kpis;
    private final KpiWindow window;
    private final HistoryAnswers history;
    private final List<Gate.Check> checks = new ArrayList<>();

    private GateEvaluation(MeasuredKpis kpis, KpiWindow window, HistoryAnswers history) {
        this.kpis = kpis;
        this.window = window;
        this.history = history;
    }

    /**
     * @param window of the line that is to be paid
     */
    static Gate of(Condition condition, MeasuredKpis kpis, KpiWindow window, HistoryAnswers history) {
        GateEvaluation evaluation = new GateEvaluation(kpis, window, history);
        Answer answer = evaluation.answer(condition);
        return new Gate(evaluation.words(condition), answer, evaluation.checks);
    }

    /** Asks every KPI, also where one answer decides: the trace has them all. */
    private Answer answer(Condition condition) {
        return switch (condition) {
            case Condition.AllOf(List<Condition> all) -> decided(all, Answer.NO, Answer.YES);
            case Condition.AnyOf(List<Condition> any) -> decided(any, Answer.YES, Answer.NO);
            case Condition.Not(Condition not) ->
                switch (answer(not)) {
                    case YES -> Answer.NO;
                    case NO -> Answer.YES;
                    case NOT_MEASURED -> Answer.NOT_MEASURED;
                };
            case Condition.OfKpi of -> {
                MeasuredKpi kpi = kpi(of);
                Answer answer = answer(of, kpi);
                checks.add(new Gate.Check(
                        of.kpi(),
                        kpi.shown().orElse(null),
                        kpi.kpi().unit(),
                        of.asked(kpi.kpi().unit()),
                        answer));
                yield answer;
            }
            case Condition.OfHistory of -> {
                Gate.Check check = history.answer(of, window.period().endExclusive());
                checks.add(check);
                yield check.answer();
            }
        };
    }

    private Answer decided(List<Condition> conditions, Answer deciding, Answer otherwise) {
        List<Answer> answers = conditions.stream().map(this::answer).toList();
        if (answers.contains(deciding)) {
            return deciding;
        }
        return answers.contains(Answer.NOT_MEASURED) ? Answer.NOT_MEASURED : otherwise;
    }

    private static Answer answer(Condition.OfKpi condition, MeasuredKpi kpi) {
        Optional<KpiValue> value = kpi.value();
        if (value.isPresent()) {
            Target target = kpi.kpi().target();
            boolean holds = (condition.target() == null || target == null)
                    ? condition.band().contains(value.get().ratio())
                    : target.met(value.get().ratio()) == (condition.target() == Condition.TargetState.MET);
            return holds ? Answer.YES : Answer.NO;
        }
        if (condition.target() == null) {
            return Answer.NOT_MEASURED;
        }
        boolean asksForMet = condition.target() == Condition.TargetState.MET;
        return switch (kpi.notMeasured()) {
            case NO_EFFECT -> Answer.NOT_MEASURED;
            case MET -> asksForMet ? Answer.YES : Answer.NO;
            case FAILED -> asksForMet ? Answer.NO : Answer.YES;
        };
    }

    private String words(Condition condition) {
        return switch (condition) {
            case Condition.AllOf(List<Condition> all) -> joined(all, " and ");
            case Condition.AnyOf(List<Condition> any) -> joined(any, " or ");
            case Condition.Not(Condition not) -> "not (" + words(not) + ")";
            case Condition.OfKpi of ->
                kpi(of).kpi().title() + " is " + of.asked(kpi(of).kpi().unit());
            case Condition.OfHistory of -> {
                Gate.Check check = history.answer(of, window.period().endExclusive());
                yield check.subject() + " is " + check.asked();
            }
        };
    }

    /** Groups in brackets: {@code (a and b) or c}. */
    private String joined(List<Condition> conditions, String word) {
        return conditions.stream()
                .map(condition -> condition instanceof Condition.OfKpi
                                || condition instanceof Condition.OfHistory
                                || condition instanceof Condition.Not
                                || conditions.size() == 1
                        ? words(condition)
                        : "(" + words(condition) + ")")
                .collect(Collectors.joining(word));
    }

    private MeasuredKpi kpi(Condition.OfKpi condition) {
        return kpis.beside(condition.kpi(), window);
    }

    /** What the contract makes of a KPI that is not measured, in words. */
    static String words(Kpi.NotMeasured notMeasured) {
        return switch (notMeasured) {
            case NO_EFFECT -> "no money moves";
            case MET -> "it is taken as met";
            case FAILED -> "it is taken as failed";
        };
    }
}
