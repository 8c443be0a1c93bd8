package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Gate;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;

/**
 * Rules whose gate opened or closed since the freeze: their lines change although the records of their own KPI may all
 * be as they were.
 */
final class GateChanges {
    private GateChanges() {}

    /** The frozen lines and what their gates say now, of those that say something else. */
    private static Map<Line, Gate> changed(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, Gate> now = new HashMap<>();
        live.ifPresent(evaluation -> evaluation.lines().stream()
                .filter(line -> line.gate() != null)
                .forEach(line -> now.put(line.key(), line.gate())));
        Map<Line, Gate> changed = new LinkedHashMap<>();
        for (Line line : frozen.lines()) {
            Gate after = now.get(line.key());
            if (line.gate() != null
                    && after != null
                    && after.answer() != line.gate().answer()) {
                changed.put(line, after);
            }
        }
        return changed;
    }

    /** The KPIs that such a gate asks for, by its line. */
    static Map<String, Set<String>> kpis(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, Set<String>> kpis = new HashMap<>();
        changed(frozen, live).forEach((line, now) -> {
            Set<String> asked = new LinkedHashSet<>();
            now.checks().stream().map(Gate.Check::kpi).filter(Objects::nonNull).forEach(asked::add);
            if (line.kpi() != null) {
                asked.remove(line.kpi());
            }
            kpis.put(line.key(), asked);
        });
        return kpis;
    }

    /** Those of these KPIs that came to something else. */
    static Set<String> changedKpis(Evaluation frozen, Optional<Evaluation> live) {
        return kpis(frozen, live).values().stream()
                .flatMap(Set::stream)
                .filter(kpi -> !Optional.of(results(frozen, kpi)).equals(live.map(now -> results(now, kpi))))
                .collect(Collectors.toSet());
    }

    private static List<KpiResult> results(Evaluation evaluation, String kpi) {
        return evaluation.kpis().stream().filter(each -> each.kpi().equals(kpi)).toList();
    }

    static List<OtherCause> between(Evaluation frozen, Optional<Evaluation> live) {
        List<OtherCause> causes = new ArrayList<>();
        changed(frozen, live).forEach((line, now) -> {
            Gate before = Objects.requireNonNull(line.gate());
            causes.add(new OtherCause(
                    OtherCause.Kind.GATE,
                    "The rule '" + line.key() + "' is paid only if " + before.condition() + ": "
                            + before.answer().words() + " when it was frozen (" + values(before) + "), "
                            + now.answer().words() + " now (" + values(now) + ")."));
        });
        return causes;
    }

    private static String values(Gate gate) {
        return gate.checks().stream()
                .map(check -> check.about() + " " + check.words())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
