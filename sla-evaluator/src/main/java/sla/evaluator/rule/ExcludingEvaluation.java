package sla.evaluator.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.LessCounts;
import sla.evaluator.metric.MetricFormula;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Relief;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Evaluation.WithoutExclusions;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.LeftOut;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.ReliefResult;
import sla.model.evaluation.ReliefResult.KpiChange;
import sla.model.evaluation.ReliefResult.Relieved;
import sla.model.term.Claim;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.time.Period;

/**
 * A period whose KPIs leave something out: evaluated by what is left, with what each exclusion changed beyond those before
 * it, and the totals without any.
 */
record ExcludingEvaluation(
        Agreement agreement,
        Period period,
        ContractDays contractDays,
        List<PastPeriod> past,
        List<LastIn> lastIn,
        List<Claim> claims) {

    Evaluation of(Map<String, ? extends CountsOverTime> counts, List<AppliedExclusion> exclusions) {
        Map<String, CountsOverTime> left = LessCounts.of(agreement, counts, exclusions);
        Evaluation without = evaluate(counts, 0);
        return evaluate(left, exclusions.size())
                .excluding(results(counts, exclusions), new WithoutExclusions(without.bonus(), without.malus()));
    }

    private Evaluation evaluate(Map<String, ? extends CountsOverTime> counts, int exclusions) {
        return AgreementEvaluator.evaluate(agreement, period, contractDays, counts, past, lastIn, exclusions, claims);
    }

    private List<ReliefResult> results(
            Map<String, ? extends CountsOverTime> counts, List<AppliedExclusion> exclusions) {
        List<ReliefResult> results = new ArrayList<>();
        MeasuredKpis before = measured(counts, 0);
        for (int i = 0; i < exclusions.size(); i++) {
            AppliedExclusion exclusion = exclusions.get(i);
            MeasuredKpis after = measured(LessCounts.of(agreement, counts, exclusions.subList(0, i + 1)), i + 1);
            results.add(result(exclusion.exclusion(), changes(exclusion, before.all(), after.all())));
            before = after;
        }
        return results;
    }

    private MeasuredKpis measured(Map<String, ? extends CountsOverTime> counts, int exclusions) {
        return MeasuredKpis.of(agreement, period, contractDays, counts, new LastInCounts(lastIn, exclusions));
    }

    private ReliefResult result(Exclusion exclusion, List<KpiChange> changes) {
        Instant from = exclusion.from();
        Instant to = exclusion.to();
        String what = switch (exclusion.records().size()) {
            case 0 -> "From " + local(from) + " to " + local(to) + " nothing counts" + of(exclusion);
            case 1 -> "One record does not count";
            default -> exclusion.records().size() + " records do not count";
        };
        Optional<Relief.Maintenance> bounds = exclusion.kind() == ExclusionKind.PLANNED_MAINTENANCE
                ? Relief.Maintenance.of(agreement)
                : Optional.empty();
        return new ReliefResult(
                exclusion.id(),
                Exclusion.TERM,
                bounds.map(Relief::clause).orElse(null),
                what
                        + bounds.map(each -> " (" + each.id() + ": " + each.describe() + ")")
                                .orElse("") + ", approved by "
                        + exclusion.history().getLast().by() + ": " + exclusion.reason(),
                from == null || to == null ? List.of() : List.of(new Relieved(from, to)),
                changes,
                List.of(),
                exclusion);
    }

    private static String of(Exclusion exclusion) {
        if (!exclusion.lots().isEmpty()) {
            return " in " + String.join(", ", exclusion.lots());
        }
        return exclusion.kpis().isEmpty() ? "" : " for " + String.join(", ", exclusion.kpis());
    }

    private String local(@Nullable Instant instant) {
        return Objects.requireNonNull(instant)
                .atZone(agreement.zone())
                .toLocalDateTime()
                .toString();
    }

    private static List<KpiChange> changes(
            AppliedExclusion exclusion, List<MeasuredKpi> before, List<MeasuredKpi> after) {
        List<KpiChange> changes = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            MeasuredKpi kpi = before.get(i);
            Optional<LeftOut> taken = exclusion.leftOut().stream()
                    .filter(each -> each.kpi().equals(kpi.kpi().id()))
                    .findFirst();
            Map<String, Long> named = taken.map(leftOut -> counts(kpi, leftOut)).orElse(Map.of());
            boolean takes = named.values().stream().anyMatch(number -> number != 0);
            KpiResult result = kpi.asResult();
            // Where less has come a corridor may hold a day no more, of which nothing counted before.
            if (takes
                    || !kpi.exact().equals(after.get(i).exact())
                    || kpi.isExcluded() != after.get(i).isExcluded()) {
                changes.add(new KpiChange(
                        result.kpi(),
                        result.window(),
                        result.value(),
                        after.get(i).asResult().value(),
                        takes ? new TreeMap<>(named) : new TreeMap<>()));
            }
        }
        return changes;
    }

    private static Map<String, Long> counts(MeasuredKpi kpi, LeftOut taken) {
        Counts counts = LessCounts.of(kpi.kpi().metric(), taken, kpi.window().open());
        return MetricFormula.measure(kpi.kpi().metric(), counts).counts();
    }
}
