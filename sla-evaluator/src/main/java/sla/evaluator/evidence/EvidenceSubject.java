package sla.evaluator.evidence;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.BankRule;
import sla.model.agreement.Charge;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.Rule;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.time.Period;

/**
 * The line or the charge whose records are asked for, or neither where a KPI is asked for.
 *
 * @param window over which its KPI is measured, where that is not the period
 */
record EvidenceSubject(
        @Nullable Line line,
        @Nullable ChargeLine charge,
        String kpi,
        @Nullable Period window) {

    /** Says with 404 what there is none of. */
    static EvidenceSubject of(LineId id, Agreement agreement, Evaluation evaluation) {
        return switch (id.what()) {
            case LINE -> line(id, agreement, evaluation);
            case CHARGE -> charge(id, agreement, evaluation);
            case KPI -> kpi(id, evaluation);
        };
    }

    private static EvidenceSubject kpi(LineId id, Evaluation evaluation) {
        KpiResult result = evaluation.kpis().stream()
                .filter(each -> each.key().equals(id.line()))
                .findFirst()
                .orElseThrow(() -> QueryParameters.notFound("The evaluation '" + id.evaluation() + "' has no KPI '"
                        + id.line() + "'. It has: "
                        + evaluation.kpis().stream().map(KpiResult::key).collect(Collectors.joining(", ")) + "."));
        return new EvidenceSubject(null, null, result.kpi(), result.window());
    }

    private static EvidenceSubject line(LineId id, Agreement agreement, Evaluation evaluation) {
        Line line = evaluation.lines().stream()
                .filter(each -> each.key().equals(id.line()))
                .findFirst()
                .orElseThrow(() -> QueryParameters.notFound("The evaluation '" + id.evaluation() + "' has no line '"
                        + id.line() + "'. It has: "
                        + evaluation.lines().stream().map(Line::key).collect(Collectors.joining(", ")) + "."));
        if (line.owedFor() != null) {
            String left = line.owedFor().label();
            throw QueryParameters.notFound("The line '" + id.line() + "' is a share that " + left
                    + " left to this period and has no records of its own; the line '" + ids(agreement, line.rule())
                    + "' of '"
                    + evaluation.agreement() + ':' + left + "' has them.");
        }
        if (line.counted() != null) {
            throw QueryParameters.notFound("The line '" + id.line()
                    + "' counts periods and has no records of its own; ask for a line on the KPI in one of them: "
                    + (line.counted().number() == 0
                            ? "none was counted"
                            : line.counted().words()) + ".");
        }
        if (line.kpi() == null) {
            throw QueryParameters.notFound("The line '" + id.line() + "' " + madeOf(agreement, line, evaluation));
        }
        return new EvidenceSubject(line, null, line.kpi(), line.window());
    }

    /** Which lines have the records of a line that looks at no KPI. */
    private static String madeOf(Agreement agreement, Line line, Evaluation evaluation) {
        Rule rule = agreement.rules().stream()
                .filter(each -> each.id().equals(line.rule()))
                .findFirst()
                .orElseThrow();
        return switch (rule) {
            case BankRule bank ->
                "is a bank and has no records of its own. The lines that it is made of in this period have: "
                        + keys(bank.rules(), evaluation)
                        + ". Its opening balance is the closing one of the period before.";
            case EarnBackRule _ ->
                "is an earn-back and has no records of its own. It is about the line '"
                        + Objects.requireNonNull(line.origin()).line() + "' of the evaluation '"
                        + evaluation.agreement() + ':' + line.origin().period().label()
                        + "', which has, as have the lines of the KPIs that say whether a period is good.";
            default ->
                "pays on points and has no records of its own; the lines of its points have: "
                        + keys(rule.total(), evaluation) + ".";
        };
    }

    /** Those by which earlier statements may call a rule: {@code sl-failure' or 'failure}. */
    private static String ids(Agreement agreement, String rule) {
        return agreement.rules().stream()
                .filter(each -> each.id().equals(rule))
                .flatMap(each -> Stream.concat(Stream.of(rule), each.formerly().stream()))
                .reduce((one, other) -> one + "' or '" + other)
                .orElse(rule);
    }

    private static String keys(List<String> rules, Evaluation evaluation) {
        return evaluation.lines().stream()
                .filter(each -> rules.contains(each.rule()))
                .map(Line::key)
                .collect(Collectors.joining(", "));
    }

    private static EvidenceSubject charge(LineId id, Agreement agreement, Evaluation evaluation) {
        ChargeLine charge = evaluation.charges().stream()
                .filter(each -> each.charge().equals(id.line()))
                .findFirst()
                .orElseThrow(() -> QueryParameters.notFound("The evaluation '" + id.evaluation() + "' has no charge '"
                        + id.line() + "'. It has: "
                        + (evaluation.charges().isEmpty()
                                ? "none"
                                : evaluation.charges().stream()
                                        .map(ChargeLine::charge)
                                        .collect(Collectors.joining(", ")))
                        + "."));
        if (charge.kpi() != null) {
            return new EvidenceSubject(null, charge, charge.kpi(), null);
        }
        String others = agreement.charges().stream()
                .filter(each -> each.id().equals(id.line()))
                .map(Charge::charges)
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
        throw QueryParameters.notFound("The charge '" + id.line() + "' "
                + (others.isEmpty()
                        ? "is a fixed amount and has no records."
                        : "is a minimum and has no records of its own; it looks at: " + others + "."));
    }
}
