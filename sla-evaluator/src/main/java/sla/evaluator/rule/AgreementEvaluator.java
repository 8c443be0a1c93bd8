package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.evaluator.metric.CountsOverTime;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.ContractDays;
import sla.model.agreement.LookedAt;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.SettlingRule;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Money;
import sla.model.term.Claim;
import sla.model.time.Period;

/**
 * What an agreement version gives for a period: a pure function, exact until each line is rounded once. It relies on the
 * agreement's self-check, and reads no clock.
 */
public final class AgreementEvaluator {
    private AgreementEvaluator() {}

    /**
     * @param contractDays of the contract: how far windows may reach
     * @param counts of every KPI of the agreement by its id, already restricted to its lot, source and attribution
     * @param past earlier periods of the contract, as far as {@link sla.model.agreement.History#reach} says
     */
    public static Evaluation evaluate(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            List<PastPeriod> past) {
        return evaluate(agreement, period, contractDays, counts, past, List.<LastIn>of(), 0, List.of());
    }

    /** @param exclusions how many have left something out of the counts */
    static Evaluation evaluate(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            List<PastPeriod> past,
            List<LastIn> lastIn,
            int exclusions,
            List<Claim> claims) {
        return evaluate(
                agreement,
                period,
                MeasuredKpis.of(agreement, period, contractDays, counts, new LastInCounts(lastIn, exclusions)),
                new Past(agreement, period, contractDays, past),
                new Claims(agreement, period, claims));
    }

    /** The same with what exclusions take out; of an agreement that does not ask what came last. */
    public static Evaluation evaluate(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            List<PastPeriod> past,
            List<AppliedExclusion> exclusions) {
        return evaluate(agreement, period, contractDays, counts, past, exclusions, List.of(), List.of());
    }

    /**
     * The same with what exclusions take out, what came last, and what has been claimed.
     *
     * @param counts of all contacts
     * @param exclusions in the order in which they take contacts out
     * @param lastIn of each {@link Overflow} of the counts without any exclusion, without the first one, and so on
     * @param claims as far as they are known; those of other periods and lines do no harm
     */
    public static Evaluation evaluate(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            List<PastPeriod> past,
            List<AppliedExclusion> exclusions,
            List<LastIn> lastIn,
            List<Claim> claims) {
        return exclusions.isEmpty()
                ? evaluate(agreement, period, contractDays, counts, past, lastIn, 0, claims)
                : new ExcludingEvaluation(agreement, period, contractDays, past, lastIn, claims).of(counts, exclusions);
    }

    /** Of a contract's first period, or of one that does not look back. */
    public static Evaluation evaluate(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts) {
        return evaluate(agreement, period, contractDays, counts, List.of());
    }

    /**
     * What the rules would give for some values, whatever they are counted from: one value of each KPI, over whatever window.
     *
     * @param values by KPI, in its unit; one that is absent is not measured
     */
    public static Evaluation asIf(Agreement agreement, Map<String, BigDecimal> values) {
        Period period = agreement.period().of(agreement.effectiveFrom(), agreement.zone());
        return evaluate(
                agreement,
                period,
                MeasuredKpis.given(agreement, period, values),
                new Past(agreement, period, ContractDays.of(agreement), List.of()),
                new Claims(agreement, period, List.of()));
    }

    private static Evaluation evaluate(
            Agreement agreement, Period period, MeasuredKpis kpis, Past past, Claims claims) {
        List<ChargeLine> charges = ChargesEvaluation.of(agreement, period, kpis);
        Map<String, BigDecimal> charged = charges.stream()
                .collect(Collectors.toMap(
                        ChargeLine::charge, line -> line.amount().amount()));
        Bases bases = Bases.of(agreement, charged, past::chargedBefore);
        RampUps rampUps = new RampUps(agreement, period);
        LineEvaluation ofLines = new LineEvaluation(agreement, period, kpis, bases, past, rampUps, claims);
        List<Line> lines = lines(agreement, ofLines, OwedLines.of(agreement, charged, past, ofLines.caps()));
        Evaluation evaluation = new Evaluation(
                agreement.agreement(),
                agreement.version(),
                agreement.vendor().id(),
                period,
                agreement.zone(),
                agreement.currency(),
                kpis.all().stream().map(MeasuredKpi::asResult).toList(),
                lines,
                total(lines, agreement.currency(), sign -> sign > 0),
                total(lines, agreement.currency(), sign -> sign < 0));
        HistoryAnswers history = new HistoryAnswers(kpis, past, lines, ofLines.capsReached());
        Set<String> askedFor = LookedAt.of(agreement).caps();
        return evaluation
                .charging(charges)
                .reaching(
                        ofLines.capsReached().stream()
                                .filter(askedFor::contains)
                                .toList(),
                        AlertEvaluation.of(agreement, kpis, history))
                .relieving(Stream.concat(rampUps.results().stream(), kpis.reliefs().stream())
                        .toList());
    }

    /** What is owed comes before the lines of the rules, and an earn-back may make up for it. */
    private static List<Line> lines(Agreement agreement, LineEvaluation evaluation, List<Line> owed) {
        List<Line> lines = new ArrayList<>(owed);
        Map<String, List<Line>> points = new HashMap<>();
        List<Line> allPoints = new ArrayList<>();
        for (Rule rule : agreement.rules()) {
            if (rule instanceof PointsRule) {
                List<Line> own = evaluation.of(rule, List.of());
                points.put(rule.id(), own);
                allPoints.addAll(own);
            }
        }
        for (Rule rule : agreement.rules()) {
            if (rule instanceof SettlingRule settling) {
                lines.addAll(evaluation.settle(settling, lines));
                continue;
            }
            List<Line> own = points.get(rule.id());
            lines.addAll(own == null ? evaluation.of(rule, allPoints) : own);
        }
        return distinct(lines);
    }

    /** Differences, claims and evidence find a line by its key: of two with one key, one would be lost without a word. */
    private static List<Line> distinct(List<Line> lines) {
        Set<String> keys = new HashSet<>();
        for (Line line : lines) {
            if (!keys.add(line.key())) {
                throw new IllegalStateException("Two lines are called '" + line.key() + "'");
            }
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
