package sla.evaluator.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.rule.AgreementEvaluator;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.History;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Claim;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;
import sla.model.time.Period;

/** Evaluations of an agreement with one version, without a database. */
public final class Evaluated {
    private Evaluated() {}

    /** The period of an agreement with one version. */
    public static AgreementPeriod period(Agreement agreement, LocalDate day) {
        return new AgreementPeriod(agreement, agreement.periodOf(day), ContractDays.of(agreement));
    }

    /** January 2026, of which each KPI has these counts. */
    public static Evaluation january(Agreement agreement, Map<String, ? extends Counts> counts) {
        return of(agreement, LocalDate.of(2026, 1, 1), counts);
    }

    /** The period of the day; over whatever window, each KPI has these counts. */
    public static Evaluation of(Agreement agreement, LocalDate day, Map<String, ? extends Counts> counts) {
        Map<String, CountsOverTime> overTime = new LinkedHashMap<>();
        counts.forEach((kpi, own) -> overTime.put(kpi, _ -> own));
        return overTime(agreement, day, overTime);
    }

    /** The period of the day. */
    public static Evaluation overTime(
            Agreement agreement, LocalDate day, Map<String, ? extends CountsOverTime> counts) {
        return overTime(agreement, day, counts, List.of());
    }

    /** The period of the day behind others. */
    public static Evaluation overTime(
            Agreement agreement, LocalDate day, Map<String, ? extends CountsOverTime> counts, List<PastPeriod> past) {
        return AgreementEvaluator.evaluate(
                agreement, agreement.periodOf(day), ContractDays.of(agreement), counts, past);
    }

    /** What a period is given of earlier ones: no more than its document looks back on. */
    public static List<PastPeriod> kept(AgreementPeriod period, List<PastPeriod> earlier) {
        return History.reach(period.agreement(), period.period(), period.contractDays())
                .map(reach -> PastPeriod.keep(
                        earlier.stream()
                                .filter(each -> !each.period().startInclusive().isBefore(reach))
                                .toList(),
                        LookedAt.of(period.agreement())))
                .orElse(List.of());
    }

    /** The same with what has been claimed. */
    public static Evaluation overTime(
            Agreement agreement,
            LocalDate day,
            Map<String, ? extends CountsOverTime> counts,
            List<PastPeriod> past,
            List<Claim> claims) {
        return AgreementEvaluator.evaluate(
                agreement,
                agreement.periodOf(day),
                ContractDays.of(agreement),
                counts,
                past,
                List.of(),
                List.of(),
                claims);
    }

    /** The claim of a line of the period. */
    public static Claim claim(Agreement agreement, Period period, String line, Instant at) {
        TermEntry claimed = new TermEntry(TermStatus.CLAIMED, "finance", at, null);
        return new Claim(
                agreement.agreement(), period, line, at.atZone(agreement.zone()).toLocalDate(), claimed);
    }

    /** What the period of the day is given of earlier ones: no more than its document looks back on. */
    public static List<PastPeriod> reached(Agreement agreement, LocalDate day, List<Evaluation> earlier) {
        return History.reach(agreement, agreement.periodOf(day), ContractDays.of(agreement)).stream()
                .flatMap(reach -> earlier.stream()
                        .filter(each -> !each.period().startInclusive().isBefore(reach)))
                .map(PastPeriod::of)
                .toList();
    }
}
