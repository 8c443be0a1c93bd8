package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;

/**
 * Rules whose gate opened or closed since the freeze: their lines change although the records of their own KPI may all
 * be as they were. Which records moved the KPIs that were asked, the differences of those KPIs' own lines say.
 */
final class GateChanges {
    private GateChanges() {}

    static List<OtherCause> between(Evaluation frozen, Optional<Evaluation> live) {
        List<OtherCause> causes = new ArrayList<>();
        if (live.isEmpty()) {
            return causes;
        }
        for (Line before : frozen.lines()) {
            Gate gate = before.gate();
            Optional<Gate> now = live.get().lines().stream()
                    .filter(line -> line.rule().equals(before.rule()))
                    .findFirst()
                    .map(Line::gate);
            if (gate != null && now.isPresent() && now.get().answer() != gate.answer()) {
                causes.add(new OtherCause(
                        OtherCause.Kind.GATE,
                        "The rule '" + before.rule() + "' is paid only if " + gate.condition() + ": "
                                + words(gate.answer()) + " when it was frozen (" + values(gate) + "), "
                                + words(now.get().answer()) + " now (" + values(now.get()) + ")."));
            }
        }
        return causes;
    }

    private static String values(Gate gate) {
        return gate.checks().stream()
                .map(check -> check.kpi() + " "
                        + (check.value() == null
                                ? "not measured"
                                : (check.value().toPlainString()
                                                + ' '
                                                + check.unit().symbol())
                                        .strip()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String words(Gate.Answer answer) {
        return switch (answer) {
            case YES -> "yes";
            case NO -> "no";
            case NOT_MEASURED -> "unknown";
        };
    }
}
